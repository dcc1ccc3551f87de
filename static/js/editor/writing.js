// Changes to the text that the browser's own undo can revert.

let isComposingElsewhere = false;

/** Remember in `field.dataset.composing` whether an input method is composing. */
export function watchComposition(field) {
  document.addEventListener("compositionstart", (event) => {
    if (event.target === field) field.dataset.composing = "1";
    else isComposingElsewhere = true;
  });
  document.addEventListener("compositionend", () => {
    delete field.dataset.composing;
    isComposingElsewhere = false;
  });
}

/**
 * Run `change` now, or after the present composition, in whichever field it is: a change of the text
 * takes the focus and would break it.
 */
export function afterComposition(field, change) {
  if (!field.dataset.composing && !isComposingElsewhere) {
    change();
    return;
  }
  document.addEventListener("compositionend", () => setTimeout(() => afterComposition(field, change)), {
    once: true,
  });
}

/**
 * Replace the selection of a text field, as if typed.
 * @param {HTMLTextAreaElement} field
 * @param {string} text
 */
export function type(field, text) {
  if (!text && field.selectionStart === field.selectionEnd) return;
  field.focus();
  // Deprecated, but nothing else writes into a field and keeps its undo history.
  const isFocused = document.activeElement === field; // not while a dialog is open
  if (isFocused && document.execCommand(text ? "insertText" : "delete", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/**
 * Replace the text from `start` to `end`, then select from `from` to `to` (default: the cursor is
 * after the new text).
 */
export function replaceRange(field, start, end, text, from = start + text.length, to = from) {
  const isSelected = field.selectionStart === start && field.selectionEnd === end;
  // Set even then: it ends the undo step of what was typed before. Undo restores the direction too.
  field.setSelectionRange(start, end, isSelected ? field.selectionDirection : "none");
  type(field, text);
  field.setSelectionRange(from, to);
}

/** The start and end of the lines that the positions `start` to `end` touch, without the last newline. */
export function lineRange(value, start, end) {
  // A selection of whole lines ends at the start of the next line, which is not selected.
  const last = end > start && value[end - 1] === "\n" ? end - 1 : end;
  const from = start === 0 ? 0 : value.lastIndexOf("\n", start - 1) + 1;
  const next = value.indexOf("\n", last);
  return [from, next < 0 ? value.length : next];
}

/** Newlines that make what follows `before` begin a paragraph. */
export function gapBefore(before) {
  if (/^\n*$/.test(before) || before.endsWith("\n\n")) return "";
  return before.endsWith("\n") ? "\n" : "\n\n";
}

/** Newlines that make `after` begin a paragraph. */
export function gapAfter(after) {
  if (after.trim() === "") return after ? "" : "\n";
  if (after.startsWith("\n\n")) return "";
  return after.startsWith("\n") ? "\n" : "\n\n";
}

/**
 * Where a block can be inserted without cutting a line: at the cursor in an empty line or at the
 * start of a line, otherwise after the line.
 */
export function blockPosition(value, position) {
  const [from, to] = lineRange(value, position, position);
  return value.slice(from, position).trim() === "" ? from : to;
}
