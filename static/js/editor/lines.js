// Markdown at the start of lines: headings, lists, quotations, notes. A second use removes it.
import { lineRange, replaceRange } from "./writing.js";

/** Indent, quotation marks, list mark, heading mark. Full-width bullets count as list marks. */
const LINE = /^([ \t]*)((?:>[ \t]?)*)(.*)$/;
const BULLET = /^[-*+](?:[ \t]+|$)/;
const CHECK = /^[-*+][ \t]+\[[ xX]\](?:[ \t]+|$)/;
const NUMBER = /^\d{1,9}[.)](?:[ \t]+|$)/;
const HEADING = /^#{1,6}(?:[ \t]+|$)/;
const NOTE = /^※/;
const TYPED_BULLET = /^[・•●◦▪‣][ \t\u3000]*/;
const TYPED_NUMBER = /^(?:[0-9０-９]{1,3}(?:[．）、](?![0-9０-９])|[.)](?=[ \t\u3000]))|[（(][0-9０-９]{1,3}[）)])[ \t\u3000]*/;
const LIST_MARKS = [CHECK, BULLET, NUMBER, TYPED_BULLET, TYPED_NUMBER];

/** Each: what a line of this kind begins with, what is taken away first, the mark of the nth line. */
const KINDS = {
  list: { has: (text) => BULLET.test(text) && !CHECK.test(text), mark: () => "- " },
  numbered: { has: (text) => NUMBER.test(text), mark: (number) => `${number}. ` },
  checklist: { has: (text) => CHECK.test(text), mark: () => "- [ ] " },
  note: { has: (text) => NOTE.test(text), mark: () => "※" },
};
for (const level of [2, 3, 4]) {
  const mark = `${"#".repeat(level)} `;
  KINDS[`heading${level}`] = { has: (text) => text.startsWith(mark), mark: () => mark };
}

/** The text without its mark of list, heading or note. */
function bare(text) {
  for (const pattern of [...LIST_MARKS, HEADING, NOTE]) {
    if (pattern.test(text)) return text.replace(pattern, "");
  }
  return text;
}

/** Give every selected line the mark of `kind`, or remove it if all of them have it. */
export function toggleLineMark(field, kind) {
  const { has, mark } = KINDS[kind];
  const [start, end] = lineRange(field.value, field.selectionStart, field.selectionEnd);
  const lines = field.value.slice(start, end).split("\n").map(split);
  const filled = lines.some(({ text }) => text) ? lines.filter(({ text }) => text) : lines.slice(0, 1);
  const isMarked = filled.every(({ text }) => has(text));
  let number = kind === "numbered" ? numberBefore(field.value, start, filled[0]?.indent ?? "") : 0;
  const changed = lines.map((line) => {
    if (!filled.includes(line)) return line.indent + line.quote;
    if (isMarked) return line.indent + line.quote + bare(line.text);
    number += 1;
    return line.indent + line.quote + mark(number) + bare(line.text);
  });
  replaceLines(field, start, end, changed, !isMarked && /list|numbered/.test(kind));
}

function split(line) {
  const [, indent, quote, text] = LINE.exec(line);
  return { indent, quote, text };
}

/** The number of the list item before `start` that the new items continue, or 0. */
function numberBefore(value, start, indent) {
  if (start === 0) return 0;
  const [from, to] = lineRange(value, start - 1, start - 1);
  const before = split(value.slice(from, to));
  return before.indent === indent && NUMBER.test(before.text) ? Number.parseInt(before.text, 10) : 0;
}

/** Quote every selected line, or remove one level if all are quoted. */
export function toggleQuote(field) {
  const [start, end] = lineRange(field.value, field.selectionStart, field.selectionEnd);
  const lines = field.value.slice(start, end).split("\n");
  const isQuoted = lines.every((line) => /^ {0,3}>/.test(line));
  const changed = lines.map((line) => {
    if (isQuoted) return line.replace(/^ {0,3}> ?/, "");
    return line || lines.length === 1 ? `> ${line}` : ">";
  });
  replaceLines(field, start, end, changed, !isQuoted);
}

/**
 * Replace the lines from `start` to `end`. A cursor keeps its distance to the end of its line, a
 * selection becomes all lines. With `isOpen`, text that follows would become part of the last
 * line's paragraph, so an empty line is put between.
 */
function replaceLines(field, start, end, lines, isOpen) {
  const { selectionStart, selectionEnd, value } = field;
  const text = lines.join("\n");
  const next = value.slice(end + 1).split("\n", 1)[0];
  const isFollowed = isOpen && lines.at(-1) && next.trim() && split(next).text === next && bare(next) === next;
  const from = selectionStart === selectionEnd ? Math.max(start, start + text.length - (end - selectionEnd)) : start;
  const to = selectionStart === selectionEnd ? from : start + text.length;
  replaceRange(field, start, end, isFollowed ? `${text}\n` : text, from, to);
}

/** Lines that begin with 「・」「•」 or 「１．」 as Markdown lists; other lines stay. */
export function convertTypedLists(text) {
  const lines = text.split("\n");
  const isNumbered = (line) => TYPED_NUMBER.test((line ?? "").trimStart());
  let number = 0;
  const marks = lines.map((line, index) => {
    const { indent, text: content } = split(line.replace(/^\u3000+/, ""));
    if (TYPED_BULLET.test(content)) return `${indent}- ${content.replace(TYPED_BULLET, "")}`;
    const isSequence = isNumbered(lines[index - 1]) || isNumbered(lines[index + 1]);
    number = isSequence && isNumbered(line) ? number + 1 : 0;
    return number ? `${indent}${number}. ${content.replace(TYPED_NUMBER, "")}` : line;
  });
  return marks
    .map((line, index) => {
      const isLast = line !== lines[index] && marks[index + 1] === lines[index + 1];
      return isLast && marks[index + 1]?.trim() ? `${line}\n` : line;
    })
    .join("\n");
}
