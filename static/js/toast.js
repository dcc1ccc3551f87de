const SECONDS = 3;
let timer = 0;

/**
 * Show a short message at the bottom of the page for three seconds; screen readers announce it.
 * @param {string} message already translated
 */
export function toast(message) {
  const box = document.querySelector("[data-toast]");
  if (!box) return;
  clearTimeout(timer);
  box.textContent = "";
  // Emptied first, so that the same message is announced again.
  requestAnimationFrame(() => {
    box.textContent = message;
  });
  timer = setTimeout(() => {
    box.textContent = "";
  }, SECONDS * 1000);
}
