// The menu at the cursor: `/` or `:` at the start of a line, or `:` and a word anywhere, finds a block.
import { isComposing } from "../keys.js";
import { isInCode } from "./fences.js";
import { pointOf } from "./positions.js";
import { insert } from "./snippets.js";
import { replaceRange } from "./writing.js";

const AT_START = /^[ \t]*([/／:：])([^\s/／:：]{0,20})$/;
const ANYWHERE = /(?<![:：])([:：])([^\s/／:：]{1,20})$/;
const MOST = 8;

/** Initialise the menu. It looks at the text only after a composition, never during one. */
export function startBlockMenu(editor, field) {
  const list = editor.querySelector("[data-block-menu]");
  // What each button is found by beside its label: blog/editor_help/entries.py.
  const words = JSON.parse(list.dataset.words);
  const menu = { editor, field, list, words, found: null, active: -1, dismissed: -1 };
  const look = () => setTimeout(() => update(menu));
  field.addEventListener("input", (event) => {
    if (!event.isComposing) look();
  });
  field.addEventListener("compositionend", look);
  for (const name of ["blur", "scroll", "click"]) field.addEventListener(name, () => close(menu));
  // Before the keys of lists: an Enter that chooses here does nothing else.
  field.addEventListener("keydown", (event) => handleKey(menu, event), { capture: true });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose(menu, [...list.children].indexOf(item));
  });
}

/** The character and the word at the cursor that ask for the menu, or null. */
function queryAt({ value, selectionStart, selectionEnd }) {
  if (selectionStart !== selectionEnd) return null;
  const line = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  const atStart = AT_START.exec(line);
  const match = atStart ?? ANYWHERE.exec(line);
  if (!match || isInCode(value, selectionStart)) return null;
  return { start: selectionStart - 1 - match[2].length, end: selectionStart, word: match[2], isAtStart: Boolean(atStart) };
}

/** Kana and letters that are compared: half or full width, katakana as hiragana. */
export function folded(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** The buttons that `word` finds; those whose name begins with it come first. */
function search({ editor, words }, word) {
  const sought = folded(word);
  const buttons = [...editor.querySelectorAll("[data-toolbar] [data-insert]")].filter(
    ({ dataset }) => dataset.insert in words,
  );
  const rank = (button) => {
    const label = folded(labelOf(button));
    const names = `${words[button.dataset.insert]} ${label}`.split(/\s+/);
    if (names.some((one) => one.startsWith(sought))) return 0;
    return label.includes(sought) ? 1 : 2;
  };
  const ranked = buttons.map((button) => [rank(button), button]).filter(([order]) => order < 2);
  return ranked.sort(([one], [other]) => one - other).map(([, button]) => button);
}

/** The label of a button; that of a speaker or an ad has the name of its menu before it. */
function labelOf(button) {
  const own = [...button.childNodes].filter((node) => node.nodeName !== "SMALL").map((node) => node.textContent);
  const isNamed = "speaker" in button.dataset || button.dataset.ad;
  const kind = isNamed ? `${button.closest("[data-menu]").querySelector("summary").textContent} ` : "";
  return (kind + own.join("")).trim();
}

function update(menu) {
  const { field } = menu;
  const query = document.activeElement === field && !field.dataset.composing ? queryAt(field) : null;
  if (query?.start !== menu.dismissed) menu.dismissed = -1;
  const buttons = query && menu.dismissed < 0 ? search(menu, query.word) : [];
  if (!buttons.length) {
    close(menu);
    return;
  }
  menu.found = { ...query, buttons: query.word ? buttons.slice(0, MOST) : buttons };
  show(menu);
  // In a sentence nothing is chosen beforehand: 「名前：説明」 and Enter is a sentence.
  activate(menu, query.isAtStart ? 0 : -1);
}

function show({ field, list, found }) {
  list.replaceChildren(
    ...found.buttons.map((button, index) => {
      const item = document.createElement("li");
      item.id = `block-menu-${index}`;
      item.role = "option";
      item.textContent = labelOf(button);
      return item;
    }),
  );
  list.hidden = false;
  const { left, top, bottom } = pointOf(field, found.start);
  const isAbove = bottom + list.offsetHeight > window.innerHeight && top > window.innerHeight - bottom;
  const most = document.documentElement.clientWidth - list.offsetWidth - 8;
  list.style.left = `${Math.max(8, Math.min(left, most))}px`;
  list.style.top = `${isAbove ? Math.max(8, top - list.offsetHeight) : bottom}px`;
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");
}

function close(menu) {
  if (menu.list.hidden) return;
  menu.list.hidden = true;
  menu.found = null;
  for (const name of ["aria-controls", "aria-autocomplete", "aria-activedescendant"]) menu.field.removeAttribute(name);
}

function activate(menu, index) {
  menu.active = index;
  for (const [number, item] of [...menu.list.children].entries()) {
    item.ariaSelected = String(number === index);
  }
  const item = menu.list.children[index];
  if (item) menu.field.setAttribute("aria-activedescendant", item.id);
  else menu.field.removeAttribute("aria-activedescendant");
  item?.scrollIntoView({ block: "nearest" });
}

function handleKey(menu, event) {
  if (menu.list.hidden || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Tab") {
    close(menu);
    return;
  }
  const { length } = menu.list.children;
  if (event.key === "ArrowDown") activate(menu, (menu.active + 1) % length);
  else if (event.key === "ArrowUp") activate(menu, (Math.max(menu.active, 0) + length - 1) % length);
  else if (event.key === "Escape") {
    menu.dismissed = menu.found.start;
    close(menu);
  } else if (event.key === "Enter" && menu.active >= 0 && !event.shiftKey) choose(menu, menu.active);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function choose(menu, index) {
  const { field, found } = menu;
  const button = found.buttons[index];
  close(menu);
  replaceRange(field, found.start, found.end, "");
  insert(field, button);
}
