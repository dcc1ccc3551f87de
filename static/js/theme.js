// Runs before the first paint: sets the stored theme, the class for JavaScript, and the absence of passkeys. Small enough to block rendering.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  if (!window.PublicKeyCredential) root.classList.add("no-passkeys");
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage is not available: use the system's theme.
  }
})();
