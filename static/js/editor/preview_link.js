// The link to the preview on the site shows what is on the screen: the text is autosaved before it opens.

/** @param {import("./saving.js").Saving} saving */
export function startPreviewLink(saving) {
  saving.form.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-preview-link]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !saving.isChanged()) return;
    event.preventDefault();
    const preview = open("", "_blank"); // now, because browsers allow it during the click only
    await saving.saveDraft();
    if (!preview) return;
    preview.opener = null;
    preview.location = link.href;
  });
}
