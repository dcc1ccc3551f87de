// Markdown within a line: bold, links, ruby. A second use removes the marks.
import { replaceRange } from "./writing.js";

/**
 * @typedef {object} Mark
 * @property {string} before
 * @property {string} after
 * @property {RegExp} pattern finds it in a line: group 1 is what `before` became, group 2 the text
 * @property {string} [hole] what the author fills in: part of `after`, selected after marking
 * @property {boolean} [keepsWord] the cursor inside a word does not mean the word
 */

/** @type {Object<string, Mark>} */
export const MARKS = {
  bold: { before: "**", after: "**", pattern: /(\*\*)(?=\S)(.+?)\*\*/g },
  marker: { before: "<mark>", after: "</mark>", pattern: /(<mark>)(.+?)<\/mark>/g },
  strike: { before: "~~", after: "~~", pattern: /(~~)(?=\S)(.+?)~~/g },
  code: { before: "`", after: "`", pattern: /(?<!`)(`)([^`]+)`(?!`)/g },
  link: {
    before: "[",
    after: "](https://)",
    hole: "https://",
    pattern: /(?<!!)(\[)((?:[^[\]\\]|\\.)+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: "[^"]*")?\)/g,
  },
  ruby: { before: "{", after: "|}", hole: "", pattern: /(\{)([^{}|]+)(?:\|[^{}|]*)+\}/g, keepsWord: true },
  bouten: { before: "《《", after: "》》", pattern: /(《《)([^《》]+)》》/g, keepsWord: true },
  footnote: { before: "((", after: "))", pattern: /(\(\()((?:[^()]|\([^()]*\))+)\)\)/g, keepsWord: true },
};

const LINE_START = /^[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?(?:#{1,6}[ \t]+|※)?/;
const WORD = /[\p{Script=Latin}\p{N}_'’-]/u;

/**
 * Mark the selection, or remove the marks if it has them. Without a selection: the Latin word at
 * the cursor, or `sample`.
 * @param {HTMLTextAreaElement} field
 * @param {Mark} mark
 * @param {string} sample
 * @param {string} [sampleAfter] replaces `after` of a sample
 */
export function toggleMark(field, mark, sample, sampleAfter = mark.after) {
  const { value } = field;
  const [start, end] = trimmed(value, field.selectionStart, field.selectionEnd);
  if (value.slice(start, end).includes("\n")) {
    toggleLines(field, mark, start, end);
    return;
  }
  if (start === end && isBetween(value, start, mark.before, mark.after)) {
    replaceRange(field, start - mark.before.length, end + mark.after.length, "");
    return;
  }
  const found = marked(value, start, end, mark);
  if (found) {
    unmark(field, found, start, end);
    return;
  }
  const [from, to] = start === end && !mark.keepsWord ? wordAt(value, start) : [start, end];
  if (from === to) addSample(field, mark, from, sample, sampleAfter);
  else addMarks(field, mark, from, to, start === end ? start : null);
}

/** Whether the selection, or the cursor, is inside one `mark`. */
export function hasMark({ value, selectionStart, selectionEnd }, mark) {
  const [start, end] = trimmed(value, selectionStart, selectionEnd);
  return !value.slice(start, end).includes("\n") && marked(value, start, end, mark) !== null;
}

function isBetween(value, position, before, after) {
  return value.slice(0, position).endsWith(before) && value.startsWith(after, position);
}

/** The selection without the white space and the marks of lines at its ends. */
function trimmed(value, start, end) {
  const chosen = value.slice(start, end);
  if (chosen.trim() === "") return [start, start === end ? end : start];
  let from = start + (chosen.length - chosen.trimStart().length);
  const to = end - (chosen.length - chosen.trimEnd().length);
  const line = value.lastIndexOf("\n", from - 1) + 1;
  const text = line + LINE_START.exec(value.slice(line))[0].length;
  if (from < text && text < to) from = text;
  return [from, to];
}

/** The occurrence of `mark` that encloses the positions or lies exactly between them. */
function marked(value, start, end, mark) {
  const line = value.lastIndexOf("\n", start - 1) + 1;
  const next = value.indexOf("\n", end);
  for (const match of value.slice(line, next < 0 ? undefined : next).matchAll(mark.pattern)) {
    const from = line + match.index;
    const to = from + match[0].length;
    const isInside = start === end ? from < start && end < to : from <= start && end <= to;
    if (isInside) return { from, to, before: match[1].length, text: match[2] };
  }
  return null;
}

function unmark(field, { from, to, before, text }, start, end) {
  const clamp = (position) => from + Math.min(Math.max(position - from - before, 0), text.length);
  replaceRange(field, from, to, text, clamp(start), clamp(end));
}

function wordAt(value, position) {
  let from = position;
  let to = position;
  while (from > 0 && WORD.test(value[from - 1])) from -= 1;
  while (to < value.length && WORD.test(value[to])) to += 1;
  return from < position && position < to ? [from, to] : [position, position];
}

function addSample(field, mark, at, sample, after) {
  const start = at + mark.before.length;
  replaceRange(field, at, field.selectionEnd, mark.before + sample + after, start, start + sample.length);
}

function addMarks(field, mark, from, to, cursor) {
  const text = field.value.slice(from, to);
  const start = from + mark.before.length;
  const end = start + text.length;
  const marks = mark.before + text + mark.after;
  if (mark.hole !== undefined) {
    const hole = end + mark.after.lastIndexOf(mark.hole || "}");
    replaceRange(field, from, to, marks, hole, hole + mark.hole.length);
  } else if (cursor === null) {
    replaceRange(field, from, to, marks, start, end);
  } else {
    replaceRange(field, from, to, marks, cursor + mark.before.length);
  }
}

/** Mark each line by itself: a mark does not reach over an empty line or the start of an item. */
function toggleLines(field, mark, start, end) {
  const lines = field.value.slice(start, end).split("\n").map(parts);
  const whole = new RegExp(`^${mark.pattern.source}$`);
  const filled = lines.filter(({ text }) => text);
  const isMarked = filled.every(({ text }) => whole.test(text));
  const change = (text) => {
    if (isMarked) return whole.exec(text)[2];
    return whole.test(text) ? text : mark.before + text + mark.after;
  };
  const changed = lines.map(({ head, text, tail }) => head + (text && change(text)) + tail).join("\n");
  replaceRange(field, start, end, changed, start, start + changed.length);
}

function parts(line) {
  const head = LINE_START.exec(line)[0];
  const text = line.slice(head.length).trimEnd();
  return { head, text, tail: line.slice(head.length + text.length) };
}
