// The help beside the text: loaded from its own page when it is first opened, searched while typing.
import { isComposing } from "../keys.js";
import { startTabs } from "../tabs.js";
import { folded } from "./block_menu.js";
import { afterComposition, blockPosition, gapAfter, gapBefore, replaceRange } from "./writing.js";

const NARROW = matchMedia("(max-width: 48rem)");

/** Initialise the panel, opened by its buttons and F1. Without JavaScript they are links to the page. */
export function startHelp(editor, field) {
  const dialog = editor.querySelector("[data-help-dialog]");
  const body = dialog.querySelector("[data-help-body]");
  const input = dialog.querySelector("[data-help-search]");
  const openers = [...editor.querySelectorAll("[data-help-open]")];
  const address = openers.find((opener) => opener.href).href;

  async function open() {
    if (!dialog.open) dialog.show();
    input.focus();
    if (body.childElementCount) return;
    try {
      body.replaceChildren(await load(address));
      filter(body, input.value);
    } catch {
      body.textContent = dialog.dataset.textFailed;
    }
  }

  function close() {
    dialog.close();
    field.focus();
  }

  for (const opener of openers) {
    opener.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F1" || isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (dialog.open) close();
    else open();
  });
  dialog.addEventListener("keydown", (event) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && event.target === input) event.preventDefault(); // it would save
  });
  dialog.querySelector("[data-help-close]").addEventListener("click", close);
  input.addEventListener("input", () => filter(body, input.value));
  // It is no field of the post.
  for (const name of ["input", "change"]) input.addEventListener(name, (event) => event.stopPropagation());
  body.addEventListener("click", (event) => {
    const button = event.target.closest("[data-help-insert]");
    if (!button) return;
    if (NARROW.matches) dialog.close();
    afterComposition(field, () => insertExample(field, button.closest("[data-help-entry]")));
  });
}

/** The list of the page, with its examples in shadow roots; throws if there is none, as after signing out. */
async function load(address) {
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const list = document.importNode(page.querySelector("[data-help]"), true);
  for (const example of list.querySelectorAll("[data-help-example]")) {
    const template = example.querySelector("template");
    const root = example.attachShadow({ mode: "open" });
    root.append(template.content);
    startTabs(root);
    template.remove();
  }
  for (const button of list.querySelectorAll("[data-help-insert]")) button.hidden = false;
  return list;
}

/** Show the entries that contain every word. */
function filter(body, query) {
  const words = folded(query).split(/\s+/);
  let shown = 0;
  for (const group of body.querySelectorAll("[data-help-group]")) {
    const before = shown;
    for (const entry of group.querySelectorAll("[data-help-entry]")) {
      entry.hidden = !words.every((word) => entry.dataset.words.includes(word));
      if (!entry.hidden) shown += 1;
    }
    group.hidden = shown === before;
  }
  const none = body.querySelector("[data-help-none]");
  if (none) none.hidden = shown > 0;
}

/** Insert the source: within the line, or as a paragraph of its own. It is selected. */
function insertExample(field, entry) {
  const source = entry.querySelector("[data-help-source]").textContent;
  const { value, selectionEnd } = field;
  if ("inline" in entry.dataset) {
    replaceRange(field, selectionEnd, selectionEnd, source, selectionEnd, selectionEnd + source.length);
    return;
  }
  const at = blockPosition(value, selectionEnd);
  const gap = gapBefore(value.slice(0, at));
  const from = at + gap.length;
  replaceRange(field, at, at, gap + source + gapAfter(value.slice(at)), from, from + source.length);
}
