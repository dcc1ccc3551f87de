// Completion of tags: the names that match what is typed, and how often each is used.
import { isComposing } from "../keys.js";
import { Suggestions } from "../suggestions.js";
import { replaceRange } from "./writing.js";

const DELAY = 150;
const SEPARATOR = /[,、，､\n]/;

/** Attach the completion to the field of tags, if the form has one. */
export function startTags(form) {
  const box = form.querySelector("[data-tags-input]");
  if (box) new TagCompletion(box);
}

class TagCompletion {
  constructor(box) {
    this.box = box;
    this.input = box.querySelector("input");
    const list = box.querySelector("[data-tags-list]");
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.list = new Suggestions(this.input, list, (tag) => this.take(tag.name));
    this.input.addEventListener("input", (event) => {
      if (!event.isComposing) this.schedule();
    });
    this.input.addEventListener("compositionend", () => this.schedule());
    this.input.addEventListener("click", () => this.schedule());
    this.input.addEventListener("keydown", (event) => this.handleKey(event));
    this.input.addEventListener("blur", () => this.close());
  }

  handleKey(event) {
    if (isComposing(event) || event.defaultPrevented) return;
    if (event.key === "Escape" && this.list.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "ArrowDown" && !this.list.isOpen) {
      event.preventDefault();
      this.search();
    }
  }

  schedule() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), DELAY);
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hide();
  }

  /** The name at the caret, with its place in the field. */
  get part() {
    const { value, selectionStart } = this.input;
    let start = selectionStart;
    let end = selectionStart;
    while (start > 0 && !SEPARATOR.test(value[start - 1])) start -= 1;
    while (end < value.length && !SEPARATOR.test(value[end])) end += 1;
    return { start, end, text: value.slice(start, end).trim() };
  }

  async search() {
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    const query = new URLSearchParams({ q: this.part.text });
    const response = await fetch(`${this.box.dataset.tagsUrl}?${query}`, { signal }).catch(() => null);
    const answer = response?.ok ? await response.json().catch(() => null) : null;
    if (signal.aborted || document.activeElement !== this.input) return;
    const used = new Set(this.input.value.split(SEPARATOR).map((name) => name.trim()));
    const tags = (answer?.tags ?? []).filter(({ name }) => !used.has(name));
    this.list.show(tags, ({ name, count }) => [name, this.box.dataset.textCount.replace("{count}", count)]);
  }

  take(name) {
    const { start, end } = this.part;
    replaceRange(this.input, start, end, name);
    this.close();
  }
}
