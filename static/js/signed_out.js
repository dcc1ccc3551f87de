// For pages that need a sign-in. Browsers may restore a page from the back/forward cache after signing out
// (WebKit does over plain http). It is shown only if the server still returns it.
const root = document.documentElement;

addEventListener("pageshow", async (event) => {
  if (!event.persisted) return;
  root.style.visibility = "hidden";
  try {
    const options = { method: "HEAD", redirect: "manual", cache: "no-store" };
    const answer = await fetch(location.href, options);
    if (answer.type === "opaqueredirect") {
      location.reload();
      return;
    }
  } catch {
    // The site cannot be reached: keep the typed text.
  }
  root.style.visibility = "";
});
