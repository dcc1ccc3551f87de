// Ctrl or ⌘ with S, B and K.
import { isComposing } from "../keys.js";
import { insert } from "./snippets.js";
import { watchComposition } from "./writing.js";

/**
 * Save works in the whole form; bold and link work in the text. What readers see changes only by its button:
 * of a public entry, Ctrl+S saves a draft.
 */
export function startShortcuts(editor, field) {
  const form = field.form;
  document.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.altKey || event.shiftKey) return;
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (form.querySelector("[data-public]")) form.dispatchEvent(new CustomEvent("write:draft"));
    else form.requestSubmit(form.querySelector("[data-save]"));
  });
  field.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.altKey || event.shiftKey) return;
    if (!(event.ctrlKey || event.metaKey)) return;
    const name = { b: "bold", k: "link" }[event.key.toLowerCase()];
    if (!name) return;
    event.preventDefault();
    insert(field, editor.querySelector(`[data-insert="${name}"]`));
  });
  watchComposition(field);
}
