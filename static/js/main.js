// What every page does: the theme switch, the menu, and suggestions for those who search.
import { startNav } from "./nav.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
}

function show(button) {
  button.setAttribute("aria-pressed", String(isDark()));
}

function remember(theme) {
  try {
    if (theme) localStorage.setItem("theme", theme);
    else localStorage.removeItem("theme");
  } catch {
    // Storage is refused: the choice lasts until the page is left.
  }
}

/** Switch the theme; a choice that equals the system's is forgotten, so the page follows it again. */
function toggle() {
  const dark = !isDark();
  if (dark === system.matches) delete root.dataset.theme;
  else root.dataset.theme = dark ? "dark" : "light";
  remember(root.dataset.theme);
}

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  show(button);
  button.addEventListener("click", () => {
    toggle();
    show(button);
  });
  system.addEventListener("change", () => show(button));
}

// Few readers of a page search: what suggests titles is loaded with the first look into a field.
document.addEventListener("focusin", async (event) => {
  const form = event.target.closest?.("form[data-search]");
  if (!form) return;
  const { suggestIn } = await import("./search.js");
  suggestIn(form);
});

const nav = document.querySelector("[data-site-nav]");
if (nav) startNav(nav);
