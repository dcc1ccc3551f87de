// Changes to the text that the browser's own undo can take back.

/**
 * Replace what is selected in a text field, as if it had been typed.
 * @param {HTMLTextAreaElement} field
 * @param {string} text
 */
export function type(field, text) {
  field.focus();
  // Deprecated in name only: nothing else writes into a field and keeps its undo history.
  if (document.execCommand(text ? "insertText" : "delete", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/**
 * Put `before` and `after` around the selection, or around `sample` where nothing is selected;
 * the words between stay selected.
 */
export function wrap(field, before, after, sample) {
  const { selectionStart: start, selectionEnd: end } = field;
  const inner = field.value.slice(start, end) || sample;
  type(field, before + inner + after);
  field.setSelectionRange(start + before.length, start + before.length + inner.length);
}

/**
 * Insert `block` as a paragraph of its own after the line of the cursor. `│` marks where the cursor
 * goes; what was selected stands there.
 */
export function insertBlock(field, block) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end);
  const before = value.slice(0, start);
  const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const rest = value.slice(end);
  const tail = rest === "" || rest.startsWith("\n\n") ? "\n" : rest.startsWith("\n") ? "\n" : "\n\n";
  const [head, foot = ""] = block.split("│");
  type(field, gap + head + chosen + foot + tail);
  const cursor = start + gap.length + head.length;
  field.setSelectionRange(cursor, cursor + chosen.length);
}

/** Put `prefix` before every line of the selection. */
export function prefixLines(field, prefix) {
  const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const next = field.value.indexOf("\n", field.selectionEnd);
  const end = next < 0 ? field.value.length : next;
  const lines = field.value.slice(start, end).split("\n");
  field.setSelectionRange(start, end);
  type(field, lines.map((line) => prefix + line).join("\n"));
}

/**
 * Replace `old` wherever it stands now; the cursor stays where the writer has it. While an input
 * method is composing, this waits, because a change would break the composition.
 */
export function replaceText(field, old, text) {
  if (field.dataset.composing) {
    field.addEventListener("compositionend", () => setTimeout(() => replaceText(field, old, text)), {
      once: true,
    });
    return;
  }
  const at = field.value.indexOf(old);
  if (at < 0) return;
  const cursor = [field.selectionStart, field.selectionEnd].map((position) =>
    position <= at ? position : Math.max(at + text.length, position + text.length - old.length),
  );
  const focused = document.activeElement;
  field.setSelectionRange(at, at + old.length);
  type(field, text);
  field.setSelectionRange(...cursor);
  if (focused && focused !== field) focused.focus();
}
