// Pasting text: HTML becomes Markdown, a URL over a selection a link, 「・」 lines a list.
import { markdownTable } from "./blocks.js";
import { isInCode } from "./fences.js";
import { htmlToMarkdown } from "./html_to_markdown.js";
import { convertTypedLists } from "./lines.js";
import { gapBefore, lineRange, replaceRange } from "./writing.js";

const URL_ONLY = /^https?:\/\/[^\s<>"]+$/;
const BLOCK_START = /^(?:#{1,6} |>|[-*+] |\d+[.)] |\||```|---$|:::)/;

/** Initialise pasting. Ctrl+Shift+V pastes the plain text, unchanged, as everywhere. */
export function startPaste(field) {
  let isPlain = false;
  field.addEventListener("keydown", (event) => {
    isPlain = (event.ctrlKey || event.metaKey) && event.shiftKey && event.key.toLowerCase() === "v";
  });
  field.addEventListener("paste", (event) => {
    const wasPlain = isPlain;
    isPlain = false;
    const data = event.clipboardData;
    if (event.defaultPrevented || wasPlain || !data || field.dataset.composing) return;
    const text = data.getData("text/plain").replaceAll("\r\n", "\n");
    const html = data.getData("text/html");
    if (isInCode(field.value, field.selectionStart)) return;
    if (URL_ONLY.test(text.trim())) {
      if (linkSelection(field, text.trim())) event.preventDefault();
      else if (html) pasteText(event, field, text.trim());
    } else if (html) {
      pasteHtml(event, field, html, text);
    } else if (typed(field, text) !== text) {
      pasteText(event, field, text);
    }
  });
}

/** Make a link of the selected words; returns false where a URL is pasted as text. */
function linkSelection(field, url) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const words = value.slice(start, end);
  if (!words.trim() || words.includes("\n") || URL_ONLY.test(words.trim())) return false;
  // The place of an address: `[words](…)`, or the `https://` of a new link.
  if (/\]\(<?[^)\s]*$/.test(value.slice(0, start)) || /^https?:\/\/$/.test(words)) return false;
  const [, before, label, after] = /^(\s*)(.*?)(\s*)$/.exec(words);
  const target = /[()]/.test(url) ? `<${url}>` : url;
  const link = `${before}[${label}](${target})`;
  replaceRange(field, start, end, link + after, start + link.length);
  return true;
}

function pasteText(event, field, text) {
  event.preventDefault();
  insert(field, typed(field, text));
}

/** Plain text as it is inserted: rows of a table, and lists typed with 「・」, become Markdown. */
function typed(field, text) {
  const rows = text.replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
  if (rows.length > 1 && rows[0].length > 1 && rows.every((row) => row.length === rows[0].length)) {
    return markdownTable(rows);
  }
  const isAtStart = field.value.slice(lineRange(field.value, field.selectionStart, field.selectionStart)[0], field.selectionStart).trim() === "";
  if (isAtStart) return convertTypedLists(text);
  // The first line continues the line of the cursor.
  const [first, ...rest] = text.split("\n");
  return rest.length ? `${first}\n${convertTypedLists(rest.join("\n"))}` : text;
}

function pasteHtml(event, field, html, text) {
  const markdown = htmlToMarkdown(html);
  if (markdown === null) {
    if (typed(field, text) !== text) pasteText(event, field, text);
    return;
  }
  event.preventDefault();
  insert(field, markdown);
}

/** Replace the selection. Blocks get lines of their own. */
function insert(field, text) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const lines = text.split("\n");
  const before = value.slice(0, start);
  const after = value.slice(end);
  const begins = BLOCK_START.test(lines[0]) || text.includes("\n\n");
  const ends = begins || BLOCK_START.test(lines.at(-1));
  const isMidLine = before !== "" && !before.endsWith("\n");
  const gap = begins && (isMidLine || BLOCK_START.test(lines[0])) ? gapBefore(before) : "";
  const tail = ends && after.trim() && !after.startsWith("\n\n") ? (after.startsWith("\n") ? "\n" : "\n\n") : "";
  replaceRange(field, start, end, gap + text + tail, start + gap.length + text.length);
}
