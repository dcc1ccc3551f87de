// Blocks of the toolbar: each on lines of its own. A second use removes the block.
import { blocksAround, colonsAround, lineNumber } from "./fences.js";
import { convertTypedLists } from "./lines.js";
import { blockPosition, gapAfter, gapBefore, lineRange, replaceRange } from "./writing.js";

/**
 * Put the selected lines into a block, or insert an empty block. `opening` and `closing` are its
 * lines; `sample` is selected in an empty block. What follows `│` in `opening` is the title of an
 * empty block; around selected lines the cursor is put there instead.
 * @param {HTMLTextAreaElement} field
 * @param {{name: string, opening: string, closing?: string, sample?: string, convert?: Function}} block
 */
export function toggleFence(field, block) {
  const { selectionStart, selectionEnd, value } = field;
  const around = blocksAround(value, selectionStart, lastPosition(field));
  const same = around.find((found) => isSame(found, block));
  if (same && around.slice(0, around.indexOf(same)).every((inner) => isSelected(field, inner))) {
    removeFence(field, same, block.sample);
    return;
  }
  const isEmpty = value.slice(selectionStart, selectionEnd).trim() === "";
  if (isEmpty) insertEmpty(field, block, around[0]);
  else enclose(field, block);
}

/** The end of the selection; a newline at its end belongs to the line before. */
function lastPosition({ selectionStart, selectionEnd, value }) {
  return selectionEnd > selectionStart && value[selectionEnd - 1] === "\n" ? selectionEnd - 1 : selectionEnd;
}

/** Whether exactly this block is selected: then the block around it is meant. */
function isSelected({ value, selectionStart, selectionEnd }, { open, close }) {
  return (
    selectionStart < selectionEnd &&
    lineNumber(value, selectionStart) === open &&
    lineNumber(value, lastPosition({ value, selectionStart, selectionEnd })) === close
  );
}

/** Balloons are the same only with the same speaker. */
function isSame(found, block) {
  if (found.name !== block.name) return false;
  return block.speaker === undefined || found.title.split(" ")[0] === block.speaker;
}

/** Remove the lines of a fence; an untouched sample goes with them. */
function removeFence(field, { open, close }, sample = "") {
  const lines = field.value.split("\n");
  const start = lines.slice(0, open).join("\n").length + (open ? 1 : 0);
  const whole = lines.slice(open, close + 1).join("\n");
  const inner = lines.slice(open + 1, Number.isFinite(close) ? close : undefined).join("\n");
  const text = inner.trim() && inner !== sample ? inner : "";
  if (text) replaceRange(field, start, start + whole.length, text, start, start + text.length);
  else removeLines(field, start, start + whole.length);
}

/** Remove whole lines and the empty lines around them, which separated them from other text. */
export function removeLines(field, start, end) {
  const before = field.value.slice(0, start).trimEnd();
  const rest = field.value.slice(end);
  const after = rest.length - rest.replace(/^\n+/, "").length;
  const isBetween = before && rest.trim();
  replaceRange(field, before.length, end + after, isBetween ? "\n\n" : "", before.length);
}

/** Insert a block without content. In a conversation it follows the balloon of the cursor. */
function insertEmpty(field, block, around) {
  const sample = block.sample ?? "";
  const opening = block.opening.replace("│", "");
  const text = `${opening}\n${sample}\n${block.closing ?? ":::"}`;
  const from = opening.length + 1;
  let at = blockPosition(field.value, field.selectionStart);
  if (around?.name === "balloon") {
    at = field.value.split("\n").slice(0, around.close + 1).join("\n").length;
  }
  insertAt(field, at, text, from, from + sample.length);
}

/** Insert a paragraph; `from` and `to` are the selection in `text`. */
export function insertAt(field, at, text, from, to) {
  const { value } = field;
  const gap = gapBefore(value.slice(0, at));
  replaceRange(field, at, at, gap + text + gapAfter(value.slice(at)), at + gap.length + from, at + gap.length + to);
}

function enclose(field, block) {
  const { value } = field;
  const [start, end] = lineRange(value, field.selectionStart, field.selectionEnd);
  const chosen = value.slice(start, end).replace(/^\n+|\n+$/g, "");
  const inner = (block.convert ?? convertTypedLists)(chosen);
  const colons = colonsAround(inner);
  const opening = block.opening.replace(/^:{3}/, colons);
  const head = opening.replace(/│.*/, "");
  const text = `${head}\n${inner}\n${block.closing ?? colons}`;
  const gap = gapBefore(value.slice(0, start));
  const tail = gapAfter(value.slice(end));
  const hole = opening.indexOf("│");
  const inside = start + gap.length + (hole < 0 ? head.length + 1 : hole);
  replaceRange(field, start, end, gap + text + tail, inside, hole < 0 ? inside + inner.length : inside);
}

/** Insert a block of one line, such as `[TOC]`, after which writing goes on; or remove it. */
export function toggleLine(field, line) {
  const { value, selectionStart } = field;
  const [start, end] = lineAtOrAbove(value, selectionStart, line);
  if (value.slice(start, end).trim() === line) {
    removeLines(field, start, end);
    return;
  }
  const at = blockPosition(value, lastPosition(field));
  const gap = gapBefore(value.slice(0, at));
  const newlines = /^\n*/.exec(value.slice(at))[0].length;
  const text = `${gap}${line}\n\n`;
  replaceRange(field, at, at + Math.min(newlines, 2), text);
}

/** The line of the cursor; at the start of another line, the last line with text above it. */
function lineAtOrAbove(value, position, line) {
  const [start, end] = lineRange(value, position, position);
  if (position > start || value.slice(start, end).trim() === line) return [start, end];
  const last = value.slice(0, start).trimEnd().length;
  return lineRange(value, last, last);
}

/**
 * Insert `:::name target`: the selection is the target if it is a URL or a path, otherwise the
 * block follows the selected lines and `sample` is selected in it.
 */
export function toggleTarget(field, name, sample) {
  const { value, selectionStart, selectionEnd } = field;
  const [start, end] = lineRange(value, selectionStart, selectionEnd);
  const line = value.slice(start, end);
  const existing = /^[:：]{3}[ \t]*(\S+)[ \t]+(\S+)/.exec(line);
  if (existing && existing[1] === name) {
    const target = existing[2] === sample ? "" : existing[2];
    if (target) replaceRange(field, start, end, target, start, start + target.length);
    else removeLines(field, start, end);
    return;
  }
  const chosen = value.slice(selectionStart, selectionEnd).trim() || line.trim();
  const head = `:::${name} `;
  if (/^(?:https?:\/\/|\/)\S+$/.test(chosen) && chosen === line.trim()) {
    const gap = gapBefore(value.slice(0, start));
    const text = gap + head + chosen;
    replaceRange(field, start, end, text + gapAfter(value.slice(end)), start + text.length);
    return;
  }
  const at = blockPosition(value, lastPosition(field));
  insertAt(field, at, head + sample, head.length, head.length + sample.length);
}

/** Turn the selected lines into code, or insert an empty code block; remove it if inside one. */
export function toggleCode(field) {
  const inner = field.value.slice(...lineRange(field.value, field.selectionStart, field.selectionEnd));
  const longest = Math.max(2, ...[...inner.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  toggleFence(field, { name: "```", opening: fence, closing: fence, convert: (text) => text });
}

/** A Markdown table; the first row is its head. Short rows are filled up. */
export function markdownTable(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  const full = rows.map((row) => Array.from({ length: width }, (_none, index) => row[index] ?? ""));
  // A bar stays escaped if an odd number of backslashes is before it.
  const cell = (text) =>
    text.trim().replace(/(\\*)\|/g, (bar, { length }) => (length % 2 ? bar : `${bar.slice(0, -1)}\\|`));
  const line = (cells) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(full[0]), line(full[0].map(() => "---")), ...full.slice(1).map(line)].join("\n");
}
