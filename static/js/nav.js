// The site menu. It opens without JavaScript; this closes it automatically and manages the focus.
import { isComposing } from "./keys.js";

const wide = matchMedia("(min-width: 48rem)");

/** Initialise the menu. @param {HTMLElement} nav rendered by templates/components/site_nav.html */
export function startNav(nav) {
  const groups = [...nav.querySelectorAll("[data-nav-group]")];

  function close(group, { focus = false } = {}) {
    group.open = false;
    if (focus) group.querySelector("summary").focus();
  }

  /** Close submenus that overlay the page when the focus or pointer leaves them. */
  function closeOthers(target) {
    if (!wide.matches) return;
    for (const group of groups) if (group.open && !group.contains(target)) close(group);
  }

  document.addEventListener("click", (event) => closeOthers(event.target));
  document.addEventListener("focusin", (event) => closeOthers(event.target));
  nav.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.key !== "Escape" || !wide.matches) return;
    const group = event.target.closest("[data-nav-group][open]");
    if (group) close(group, { focus: true });
  });
  for (const group of groups) {
    group.addEventListener("toggle", () => {
      group.classList.remove("opens-left");
      const list = group.querySelector("ul").getBoundingClientRect();
      if (wide.matches) group.classList.toggle("opens-left", list.right > document.documentElement.clientWidth);
    });
  }

  // Panel on phones
  nav.addEventListener("toggle", (event) => {
    if (event.target === nav && event.newState === "open") nav.querySelector("button").focus();
  });
  nav.addEventListener("focusout", (event) => {
    const isOpen = nav.hidePopover && !wide.matches && nav.matches(":popover-open");
    // progressive: without popovers, isOpen is never true
    if (isOpen && event.relatedTarget && !nav.contains(event.relatedTarget)) nav.hidePopover();
  });
  wide.addEventListener("change", () => {
    groups.forEach((group) => close(group));
    if (nav.hidePopover && nav.matches(":popover-open")) nav.hidePopover();
  });
}
