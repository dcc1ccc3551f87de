// Entry point of every public page: theme switch, menu, search suggestions.
import { startNav } from "./nav.js";
import { remember } from "./storage.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
}

function show(button) {
  button.setAttribute("aria-pressed", String(isDark()));
}

/** Switch the theme. A choice equal to the system's is not stored, so the page follows the system again. */
function toggle() {
  const dark = !isDark();
  if (dark === system.matches) delete root.dataset.theme;
  else root.dataset.theme = dark ? "dark" : "light";
  remember("theme", root.dataset.theme ?? null);
}

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  show(button);
  button.addEventListener("click", () => {
    toggle();
    show(button);
  });
  system.addEventListener("change", () => show(button));
}

// Few readers search: the suggestions are loaded when a search field first gets focus.
document.addEventListener("focusin", async (event) => {
  const form = event.target.closest?.("form[data-search]");
  if (!form) return;
  const { suggestIn } = await import("./search.js");
  suggestIn(form);
});

// Open all folds for printing; CSS alone does that in newer browsers only.
const folds = () => document.querySelectorAll(".prose details:not([open])");
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...folds()];
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});

// Auto-growing fields, for browsers without `field-sizing`.
if (!CSS.supports("field-sizing", "content")) import("./grow.js");

const nav = document.querySelector("[data-site-nav]");
if (nav) startNav(nav);

if (document.querySelector("form[data-sign-out]")) import("./sign_out.js");
