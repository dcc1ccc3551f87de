// Asks for the alternative text during the upload.
import { isComposing } from "../keys.js";

/**
 * Show the image and wait for its alternative text.
 * @returns {Promise<string>} empty if skipped
 */
export function askAlt(editor, file) {
  const dialog = editor.querySelector("[data-alt-dialog]");
  const image = dialog.querySelector("[data-alt-image]");
  const input = dialog.querySelector("[data-alt-text]");
  const address = URL.createObjectURL(file);
  image.src = address;
  input.value = "";
  return new Promise((resolve) => {
    const listeners = new AbortController();
    const finish = (alt) => {
      listeners.abort();
      dialog.close();
      URL.revokeObjectURL(address);
      resolve(alt.trim());
    };
    const on = (target, name, handler) =>
      target.addEventListener(name, handler, { signal: listeners.signal });
    on(dialog.querySelector("[data-alt-ok]"), "click", () => finish(input.value));
    on(dialog.querySelector("[data-alt-skip]"), "click", () => finish(""));
    on(dialog, "cancel", (event) => {
      event.preventDefault();
      finish("");
    });
    on(input, "keydown", (event) => {
      if (isComposing(event) || event.key !== "Enter") return;
      event.preventDefault();
      event.stopPropagation();
      finish(input.value);
    });
    dialog.showModal();
    input.focus();
  });
}
