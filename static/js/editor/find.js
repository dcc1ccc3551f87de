// Find and replace: a bar below the toolbar with all places of a word, in their sentences.
import { isComposing } from "../keys.js";
import { findAll } from "./folding.js";
import { pointOf } from "./positions.js";
import { afterComposition, replaceRange } from "./writing.js";

const DELAY = 150;
/** Characters before and after a place in the list, and places that it shows. */
const AROUND = 12;
const MOST = 100;

/** Initialise the bar: Ctrl+H, ⌘+Alt+F and the button open it, Escape closes it. */
export function startFind(editor, field) {
  const bar = new FindBar(editor, field);
  editor.querySelector("[data-find-open]").addEventListener("click", () => bar.toggle());
  field.form.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    const isControlH = event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && event.code === "KeyH";
    const isCommandF = event.metaKey && event.altKey && event.code === "KeyF";
    if (!isControlH && !isCommandF) return;
    event.preventDefault();
    bar.open();
  });
}

class FindBar {
  constructor(editor, field) {
    this.field = field;
    this.bar = editor.querySelector("[data-find]");
    this.button = editor.querySelector("[data-find-open]");
    for (const name of ["sought", "replacement", "exact", "count", "list"]) {
      this[name] = this.bar.querySelector(`[data-find-${name}]`);
    }
    this.places = [];
    this.current = -1;
    this.listen();
  }

  listen() {
    const { bar, field } = this;
    for (const input of [this.sought, this.replacement, this.exact]) {
      input.addEventListener("input", () => this.schedule());
    }
    field.addEventListener("input", () => this.schedule());
    bar.addEventListener("keydown", (event) => this.handleKey(event));
    bar.addEventListener("click", (event) => {
      const action = event.target.closest("[data-find-action]")?.dataset.findAction;
      const row = event.target.closest("[data-find-list] button");
      if (action) this[action]();
      else if (row) this.goTo(Number(row.dataset.place));
    });
  }

  toggle() {
    if (this.bar.hidden) this.open();
    else this.close();
  }

  /** Open with what is selected in the text, if it is within a line. */
  open() {
    const { field } = this;
    const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
    if (chosen && !chosen.includes("\n")) this.sought.value = chosen;
    this.bar.hidden = false;
    this.button.ariaExpanded = "true";
    this.search();
    this.current = this.places.findIndex(({ start }) => start === field.selectionStart);
    this.showCount();
    this.sought.focus();
    this.sought.select();
  }

  /** Close; the focus goes back to the text, where the current place is selected. */
  close() {
    this.bar.hidden = true;
    this.button.ariaExpanded = "false";
    this.field.focus({ preventScroll: true });
  }

  handleKey(event) {
    if (isComposing(event)) return;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && event.target === this.sought) this.move(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && event.target === this.replacement) this.replace();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  schedule() {
    if (this.bar.hidden) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), DELAY);
  }

  search() {
    clearTimeout(this.timer);
    const { sought, field, exact } = this;
    const at = this.places[this.current]?.start ?? -1;
    this.places = findAll(field.value, sought.value, { isExact: exact.checked });
    this.current = this.places.findIndex(({ start }) => start === at);
    this.showList();
    this.showCount();
  }

  showCount() {
    const { textCount, textPlace, textNone } = this.bar.dataset;
    const text = this.current < 0 ? textCount : textPlace;
    const all = String(this.places.length);
    const shown = this.places.length ? text.replace("{all}", all).replace("{number}", String(this.current + 1)) : textNone;
    this.count.textContent = this.sought.value ? shown : "";
    for (const button of this.bar.querySelectorAll("[data-needs-place]")) button.disabled = !this.places.length;
    if (document.activeElement.disabled) this.sought.focus(); // a disabled button gets no keys
    for (const [index, row] of [...this.list.children].entries()) {
      row.firstChild.ariaCurrent = index === this.current ? "true" : null;
    }
  }

  /** Each place in its sentence, with what would replace it. */
  showList() {
    this.list.replaceChildren(...this.places.slice(0, MOST).map((place, index) => this.row(place, index)));
    this.list.hidden = !this.places.length;
  }

  row({ start, end }, index) {
    const { value } = this.field;
    const line = value.lastIndexOf("\n", start - 1) + 1;
    const next = value.indexOf("\n", end);
    const from = Math.max(line, start - AROUND);
    const to = Math.min(next < 0 ? value.length : next, end + AROUND);
    const old = document.createElement(this.replacement.value ? "del" : "mark");
    old.textContent = value.slice(start, end);
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.place = index;
    button.append(from > line ? "…" : "", value.slice(from, start), old);
    if (this.replacement.value) {
      const replaced = document.createElement("ins");
      replaced.textContent = this.replacement.value;
      button.append(replaced);
    }
    button.append(value.slice(end, to), to < (next < 0 ? value.length : next) ? "…" : "");
    const row = document.createElement("li");
    row.append(button);
    return row;
  }

  next() {
    this.move(1);
  }

  previous() {
    this.move(-1);
  }

  /** Select the next place (1) or the one before (-1); from the caret, if none is selected. */
  move(step) {
    this.search();
    const { length } = this.places;
    if (!length) return;
    const { selectionStart, selectionEnd } = this.field;
    const caret = step > 0 ? selectionEnd : selectionStart;
    let index = this.current + step;
    if (this.current < 0) {
      index = step > 0
        ? this.places.findIndex(({ start }) => start >= caret)
        : this.places.findLastIndex(({ end }) => end <= caret);
      if (index < 0) index = step > 0 ? 0 : length - 1;
    }
    this.select((index + length) % length);
  }

  goTo(index) {
    this.select(index);
    this.field.focus({ preventScroll: true });
  }

  select(index) {
    const place = this.places[index];
    if (!place) return;
    this.current = index;
    this.field.setSelectionRange(place.start, place.end);
    this.reveal(place.start);
    this.showCount();
    this.list.children[index]?.scrollIntoView({ block: "nearest" });
  }

  /** Scroll the text, in its field or in the window, to a place. */
  reveal(position) {
    const { field } = this;
    const box = field.getBoundingClientRect();
    const { top } = pointOf(field, position);
    const isScrolling = field.scrollHeight > field.clientHeight + 1;
    if (isScrolling) field.scrollTop += top - box.top - field.clientHeight / 3;
    else if (top < 150 || top > window.innerHeight - 60) window.scrollBy(0, top - window.innerHeight / 2);
  }

  replace() {
    this.search();
    if (this.current < 0) {
      this.move(1);
      return;
    }
    const { start, end } = this.places[this.current];
    const after = start + this.replacement.value.length;
    this.write(start, end, this.replacement.value);
    this.search();
    const next = this.places.findIndex((place) => place.start >= after);
    if (this.places.length) this.select(Math.max(0, next));
  }

  /** Replace all places as one step of undo. */
  replaceAll() {
    this.search();
    const { places, field } = this;
    if (!places.length) return;
    const [first, last] = [places[0].start, places.at(-1).end];
    let text = "";
    let from = first;
    for (const { start, end } of places) {
      text += field.value.slice(from, start) + this.replacement.value;
      from = end;
    }
    this.write(first, last, text);
    this.search();
    this.count.textContent = this.bar.dataset.textReplaced.replace("{all}", String(places.length));
  }

  /** Change the text as if typed; the focus stays in the bar. */
  write(start, end, text) {
    const focused = document.activeElement;
    const { scrollTop } = this.field;
    afterComposition(this.field, () => replaceRange(this.field, start, end, text));
    this.field.scrollTop = scrollTop;
    focused.focus({ preventScroll: true });
  }
}
