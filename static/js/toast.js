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
  // A change after the emptying, so that the same message twice is announced twice.
  requestAnimationFrame(() => {
    box.textContent = message;
  });
  timer = setTimeout(() => {
    box.textContent = "";
  }, SECONDS * 1000);
}
