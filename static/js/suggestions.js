// The list of suggestions of a text field: a listbox moved through with arrow keys while the field keeps the focus.
import { isComposing } from "./keys.js";

/** Suggestions of one field with the role combobox. */
export class Suggestions {
  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list with the role listbox
   * @param {(item: object) => void} take is called with the chosen item
   */
  constructor(input, list, take) {
    Object.assign(this, { input, list, take, items: [], active: -1, listeners: new AbortController() });
    const options = { signal: this.listeners.signal };
    // Before other handlers of the field: an Enter that chooses here does nothing else.
    input.addEventListener("keydown", (event) => this.handleKey(event), { ...options, capture: true });
    list.addEventListener("pointerdown", (event) => event.preventDefault(), options); // the field keeps the focus
    list.addEventListener(
      "click",
      (event) => {
        const row = event.target.closest("[role=option]");
        if (row) this.choose([...list.children].indexOf(row));
      },
      options,
    );
  }

  /**
   * Show items; none hide the list.
   * @param {object[]} items
   * @param {(item: object) => [string, string]} textsOf what is shown of an item: its name and a remark
   */
  show(items, textsOf) {
    this.items = items;
    this.list.replaceChildren(...items.map((item, index) => this.row(textsOf(item), index)));
    this.list.hidden = items.length === 0;
    this.input.ariaExpanded = String(!this.list.hidden);
    this.activate(-1);
  }

  hide() {
    this.show([], () => ["", ""]);
  }

  get isOpen() {
    return !this.list.hidden;
  }

  row([name, remark], index) {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${index}`;
    row.role = "option";
    const small = document.createElement("small");
    small.textContent = remark;
    row.append(name, " ", small);
    return row;
  }

  activate(index) {
    this.active = index;
    for (const [number, row] of [...this.list.children].entries()) row.ariaSelected = String(number === index);
    const row = this.list.children[index];
    if (row) this.input.setAttribute("aria-activedescendant", row.id);
    else this.input.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  handleKey(event) {
    if (!this.isOpen || isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const { length } = this.items;
    if (event.key === "ArrowDown") this.activate(this.active + 1 < length ? this.active + 1 : 0);
    else if (event.key === "ArrowUp") this.activate(this.active > 0 ? this.active - 1 : length - 1);
    else if (event.key === "Enter" && this.active >= 0) this.choose(this.active);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  choose(index) {
    const item = this.items[index];
    this.hide();
    this.take(item);
  }

  /** End the suggestions of this field. */
  remove() {
    this.hide();
    this.listeners.abort();
  }
}
