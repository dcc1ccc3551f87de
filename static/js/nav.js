// The menu of the site. It opens without this; here it also closes by itself, and keeps the focus.
import { isComposing } from "./keys.js";

const wide = matchMedia("(min-width: 48rem)");

/** Attach to the menu of the page. @param {HTMLElement} nav made by templates/components/site_nav.html */
export function startNav(nav) {
  const groups = [...nav.querySelectorAll("[data-nav-group]")];

  function close(group, { focus = false } = {}) {
    group.open = false;
    if (focus) group.querySelector("summary").focus();
  }

  /** Groups that lie over the page close as soon as one turns to something else. */
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

  // The panel on phones
  nav.addEventListener("toggle", (event) => {
    if (event.target === nav && event.newState === "open") nav.querySelector("button").focus();
  });
  nav.addEventListener("focusout", (event) => {
    const isOpen = !wide.matches && nav.matches(":popover-open");
    if (isOpen && event.relatedTarget && !nav.contains(event.relatedTarget)) nav.hidePopover();
  });
  wide.addEventListener("change", () => {
    groups.forEach((group) => close(group));
    if (nav.hidePopover && nav.matches(":popover-open")) nav.hidePopover();
  });
}
