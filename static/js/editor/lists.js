// Enter continues lists and quotations, Tab indents list items.
import { isComposing } from "../keys.js";
import { isInCode } from "./fences.js";
import { lineRange, replaceRange } from "./writing.js";

const ITEM = /^([ \t]*)((?:>[ \t]?)*)([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(\[[ xX]\][ \t]+)?(.*)$/;
const EMPTY_ITEM = /^([ \t]*)((?:>[ \t]?)*)([ \t]*)([-*+]|\d{1,9}[.)])()()()$/;
const QUOTE = /^([ \t]*(?:>[ \t]?)+)(.*)$/;
const TAB_WIDTH = 4;

/** Initialise the keys of lists. After Escape, Tab leaves the field from a list too. */
export function startLists(field) {
  let isLeaving = false;
  field.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && !event.shiftKey && continueItem(field)) event.preventDefault();
    if (event.key === "Tab" && !isLeaving && indentItems(field, event.shiftKey)) event.preventDefault();
    if (event.key !== "Shift") isLeaving = event.key === "Escape";
  });
  field.addEventListener("blur", () => {
    isLeaving = false;
  });
}

/** @returns {{head: string, quote: string, indent: number, mark: string, space: string, check: string, text: string}|null} */
function itemOf(line) {
  const match = ITEM.exec(line) ?? EMPTY_ITEM.exec(line);
  if (!match) return null;
  const [, outer, quote, inner, mark, space, check = "", text] = match;
  const head = outer + quote + inner;
  const indent = quote ? inner : outer + inner;
  return { head, quote: quote && outer + quote, indent: width(quote ? indent : head), mark, space, check, text };
}

function width(indent) {
  return [...indent].reduce((sum, char) => sum + (char === "\t" ? TAB_WIDTH : 1), 0);
}

/** Handle Enter; returns whether it did. */
function continueItem(field) {
  const { value, selectionStart, selectionEnd } = field;
  const [start, end] = lineRange(value, selectionStart, selectionStart);
  const line = value.slice(start, end);
  const item = itemOf(line);
  const quote = QUOTE.exec(line);
  if ((!item && !quote) || isInCode(value, selectionStart)) return false;
  const text = item ? item.text : quote[2];
  if (selectionStart < end - text.length) return false;
  if (text.trim() === "" && selectionEnd <= end) {
    endItem(field, start, end, item, quote);
    return true;
  }
  const next = item ? item.head + nextMark(item) : quote[1];
  const rest = value.slice(selectionEnd);
  const spaces = selectionEnd <= end ? /^[ \t]*/.exec(rest)[0].length : 0;
  replaceRange(field, selectionStart, selectionEnd + spaces, `\n${next}`);
  return true;
}

function nextMark({ mark, space, check }) {
  const number = Number.parseInt(mark, 10);
  const next = Number.isNaN(number) ? mark : `${number + 1}${mark.slice(-1)}`;
  return next + (space || " ") + (check && "[ ] ");
}

/** An empty item becomes one of the list around it, or an empty line. */
function endItem(field, start, end, item, quote) {
  const outer = item && outerItem(field.value, start, item);
  let text = "";
  if (outer) text = outer.head + nextMark(outer);
  else if (item) text = item.quote;
  else text = quote[1].replace(/>[ \t]?$/, "");
  replaceRange(field, start, end, text.trim() ? text : "");
}

/** The items above `start` that belong to the same list, the nearest first. */
function* itemsAbove(value, start, quote) {
  const lines = value.slice(0, Math.max(0, start - 1)).split("\n").reverse();
  for (const line of start > 0 ? lines : []) {
    const item = itemOf(line);
    if (item && item.quote === quote) yield item;
    else if (line.trim() && !/^[ \t]/.test(line)) return;
  }
}

function outerItem(value, start, { quote, indent }) {
  for (const item of itemsAbove(value, start, quote)) if (item.indent < indent) return item;
  return null;
}

/** The item above at the same level, or null if the list or a list around it begins between. */
function siblingAbove(value, start, { quote, indent }) {
  for (const item of itemsAbove(value, start, quote)) {
    if (item.indent < indent) return null;
    if (item.indent === indent) return item;
  }
  return null;
}

/** Indent the selected items under the item above, or move them out; returns whether it did. */
function indentItems(field, isOut) {
  const { value, selectionStart, selectionEnd } = field;
  const [start, end] = lineRange(value, selectionStart, selectionEnd);
  const lines = value.slice(start, end).split("\n");
  const first = itemOf(lines[0]);
  if (!first || isInCode(value, selectionStart)) return false;
  const indent = isOut ? outerIndent(value, start, first) : innerIndent(value, start, first);
  if (indent === first.indent) return !isOut;
  const number = numberAt(value, start, { ...first, indent });
  const moved = lines.map((line, index) => move(line, indent - first.indent, index === 0 ? number : null));
  const text = moved.join("\n");
  const isCursor = selectionStart === selectionEnd;
  const cursor = Math.max(start, start + text.length - (end - selectionEnd));
  replaceRange(field, start, end, text, isCursor ? cursor : start, isCursor ? cursor : start + text.length);
  return true;
}

function outerIndent(value, start, item) {
  return outerItem(value, start, item)?.indent ?? 0;
}

/** The column of the text of the item above. The first item of a list moves by two columns at most. */
function innerIndent(value, start, item) {
  const sibling = siblingAbove(value, start, item);
  if (sibling) return sibling.indent + sibling.mark.length + 1;
  return item.indent === 0 && !outerItem(value, start, item) ? 2 : item.indent;
}

/** The number of a numbered item at its new level: Markdown begins a list inside an item with 1 only. */
function numberAt(value, start, item) {
  if (!/\d/.test(item.mark)) return null;
  const sibling = siblingAbove(value, start, item);
  return sibling && /\d/.test(sibling.mark) ? Number.parseInt(sibling.mark, 10) + 1 : 1;
}

function move(line, columns, number) {
  const quote = /^[ \t]*(?:>[ \t]?)*(?<=>[ \t]?)/.exec(line)?.[0] ?? "";
  const [, indent, text] = /^([ \t]*)(.*)$/.exec(line.slice(quote.length));
  if (!text) return line;
  const renumbered = number === null ? text : text.replace(/^\d+/, String(number));
  return quote + " ".repeat(Math.max(0, width(indent) + columns)) + renumbered;
}
