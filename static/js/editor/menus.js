// The menus of the toolbar: one open at a time, moved through with arrow keys, closed by Escape.
import { isComposing } from "../keys.js";

const MARGIN = 8;

/**
 * Initialise the menus. They are `details` elements; the open one is placed within the window,
 * because the toolbar scrolls sideways on narrow screens and would cut it off.
 * @param {HTMLElement} toolbar
 * @returns {() => void} closes all menus
 */
export function startMenus(toolbar) {
  const menus = [...toolbar.querySelectorAll("[data-menu]")];
  const close = (except = null) => {
    for (const menu of menus) if (menu !== except) menu.open = false;
  };
  for (const menu of menus) {
    menu.addEventListener("toggle", () => {
      if (!menu.open) return;
      close(menu);
      place(menu);
    });
    menu.addEventListener("keydown", (event) => moveByKey(event, menu));
  }
  document.addEventListener("click", (event) => close(event.target.closest?.("[data-menu]")));
  const placeOpen = () => {
    for (const menu of menus) if (menu.open) place(menu);
  };
  for (const name of ["scroll", "resize"]) window.addEventListener(name, placeOpen, { passive: true });
  toolbar.addEventListener("scroll", () => close(), { capture: true, passive: true });
  return close;
}

function place(menu) {
  const list = menu.querySelector("div");
  const { left, bottom } = menu.getBoundingClientRect();
  const most = document.documentElement.clientWidth - list.offsetWidth - MARGIN;
  list.style.left = `${Math.max(MARGIN, Math.min(left, most))}px`;
  list.style.top = `${bottom}px`;
  list.style.maxHeight = `${Math.max(120, window.innerHeight - bottom - MARGIN)}px`;
}

function moveByKey(event, menu) {
  if (isComposing(event)) return;
  const buttons = [...menu.querySelectorAll("button:enabled")];
  const at = buttons.indexOf(document.activeElement);
  const goal = {
    ArrowDown: buttons[at + 1] ?? buttons[0],
    ArrowUp: buttons[at - 1] ?? buttons.at(-1),
    Home: buttons[0],
    End: buttons.at(-1),
  }[event.key];
  if (event.key === "Escape" && menu.open) {
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (goal && (at >= 0 || event.key === "ArrowDown")) {
    event.preventDefault();
    menu.open = true;
    goal.focus();
  }
}
