// The dialog of a link: it takes a URL, or finds posts and pages by their titles.
import { isComposing } from "../keys.js";
import { Suggestions } from "../suggestions.js";
import { MARKS, toggleMark } from "./marks.js";
import { trackPosition } from "./positions.js";

const DELAY = 200;
/** `example.com/a` without a scheme; a word of a title has no dot between letters. */
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#:]\S*)?$/i;
const ADDRESS = /^(?:https?:\/\/|mailto:|tel:|\/|#)\S+$/i;

/** The address that was typed, with its scheme; "" if it is a word to search for. */
function addressOf(text) {
  const typed = text.trim();
  if (ADDRESS.test(typed)) return typed;
  return HOST.test(typed) ? `https://${typed}` : "";
}

/** @param {string} label without a selection: of an address, whose title is unknown */
export function askLink(field, label) {
  const dialog = field.closest("[data-editor]").querySelector("[data-link-dialog]");
  if (!dialog.open) new LinkDialog(dialog, field, label).show();
}

/** One use of the dialog. The selection is kept by positions that follow changes of the text. */
class LinkDialog {
  constructor(dialog, field, label) {
    this.dialog = dialog;
    this.field = field;
    this.label = label;
    this.input = dialog.querySelector("[data-link-address]");
    this.status = dialog.querySelector("[data-link-status]");
    this.marks = [field.selectionStart, field.selectionEnd].map((at) => trackPosition(field, at));
    this.listeners = new AbortController();
    this.list = new Suggestions(this.input, dialog.querySelector("[data-link-targets]"), (target) =>
      this.insert(target.path, target.title),
    );
  }

  show() {
    const on = (target, name, handler) => target.addEventListener(name, handler, { signal: this.listeners.signal });
    on(this.input, "input", () => this.schedule());
    on(this.input, "keydown", (event) => this.handleKey(event));
    on(this.dialog.querySelector("[data-link-ok]"), "click", () => this.accept());
    on(this.dialog.querySelector("[data-link-cancel]"), "click", () => this.close());
    on(this.dialog, "cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    this.input.value = "";
    this.status.textContent = "";
    this.dialog.showModal();
    this.input.focus();
    this.search();
  }

  schedule() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), DELAY);
  }

  async search() {
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    if (addressOf(this.input.value)) {
      this.offer([], "");
      return;
    }
    const query = new URLSearchParams({ q: this.input.value });
    const response = await fetch(`${this.dialog.dataset.linksUrl}?${query}`, { signal }).catch(() => null);
    const answer = response?.ok ? await response.json().catch(() => null) : null;
    if (signal.aborted) return;
    const { textNone, textFailed } = this.dialog.dataset;
    if (answer) this.offer(answer.targets, answer.targets.length ? "" : textNone);
    else this.offer([], textFailed);
  }

  offer(targets, status) {
    this.list.show(targets, ({ title, path, kind, state }) => [title, [path, kind, state].filter(Boolean).join(" · ")]);
    this.status.textContent = status;
  }

  handleKey(event) {
    if (isComposing(event) || event.defaultPrevented || event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    this.accept();
  }

  /** Use the address, or the post if only one is found. */
  accept() {
    const address = addressOf(this.input.value);
    if (address) this.insert(address, "");
    else if (this.list.items.length === 1) this.list.choose(0);
    else this.input.focus();
  }

  insert(address, title) {
    const { field } = this;
    const [start, end] = this.close();
    const after = `](${/[()\s]/.test(address) ? `<${address}>` : address})`;
    toggleMark(field, { ...MARKS.link, after, hole: undefined }, escaped(title) || this.label);
    if (start !== end || !title) return;
    const behind = field.value.indexOf(after, field.selectionEnd) + after.length;
    field.setSelectionRange(behind, behind);
  }

  /** Close the dialog and select in the text what was selected before; returns its positions. */
  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.listeners.abort();
    this.list.remove();
    this.dialog.close();
    const range = this.marks.map(({ position }) => position);
    for (const mark of this.marks) mark.release();
    this.field.focus({ preventScroll: true });
    this.field.setSelectionRange(...range);
    return range;
  }
}

/** A title as the text of a link. */
function escaped(title) {
  return title.replace(/[\\[\]]/g, "\\$&");
}
