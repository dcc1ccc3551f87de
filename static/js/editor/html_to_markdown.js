// Pasted HTML as Markdown: headings, lists, quotations, tables, code. Unknown elements become their text.
import { markdownTable } from "./blocks.js";
import { parsed, STYLED, styleOf } from "./html_clean.js";
import { codeText, collect, inlineMarkdown, stateIn } from "./html_inline.js";
import { convertTypedLists } from "./lines.js";

const BLOCKS =
  "p, div, section, article, main, header, footer, aside, nav, ul, ol, li, dl, dt, dd, h1, h2, h3, h4, h5, h6, " +
  "blockquote, pre, table, figure, figcaption, hr, address, details, summary, fieldset, form, center, caption";
const RICH =
  "h1, h2, h3, h4, h5, h6, b, strong, i, em, s, del, strike, mark, code, pre, a[href], ul, ol, dl, blockquote, " +
  "table, ruby, hr, sup, sub, kbd, img, p + p";
const RICH_STYLE = /font-weight\s*:\s*(?:bold|[6-9]00)|font-style\s*:\s*italic|line-through/i;
const HARD_BREAK = "  \n";

/**
 * @typedef {object} Block
 * @property {string} text
 * @property {"line"|"paragraph"|"list"|"typed"|"other"} kind two lines follow each other without an
 *   empty line; "typed" are lines with 「・」
 */

/**
 * @param {string} html
 * @returns {string|null} null if nothing in it is more than plain text
 */
export function htmlToMarkdown(html) {
  const body = parsed(html);
  const isRich =
    body.querySelector(RICH) ||
    [...body.querySelectorAll(STYLED)].some((element) => RICH_STYLE.test(styleOf(element)));
  if (!isRich || isCodeEditor(body)) return null;
  const shift = body.querySelector("h1") ? 1 : 0;
  return joined(blocksOf(body, { shift, state: {} })).trim() || null;
}

/** Code editors copy their colours: their text is pasted as it is. */
function isCodeEditor(body) {
  const only = body.children.length === 1 ? body.firstElementChild : null;
  const style = only?.localName === "div" ? styleOf(only) : "";
  return /white-space\s*:\s*pre/i.test(style) && /font-family[^;]*(?:mono|consolas|menlo|courier)/i.test(style);
}

function joined(blocks) {
  let text = "";
  let before = null;
  for (const block of blocks) {
    if (before && block.text) text += separator(before, block);
    text += block.text;
    if (block.text || before) before = block;
  }
  return text;
}

function separator(before, block) {
  if (before.kind === "line" && block.kind === "line") return HARD_BREAK;
  if (before.kind === "typed" && block.kind === "typed") return "\n";
  return "\n\n";
}

function isBlock(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  return node.matches(BLOCKS) || node.querySelector(BLOCKS) !== null;
}

/** The blocks of an element; text beside blocks becomes paragraphs. */
function blocksOf(element, context) {
  const blocks = [];
  let runs = [];
  const flush = (kind) => {
    blocks.push(...paragraph(runs, kind, context));
    runs = [];
  };
  for (const child of element.childNodes) {
    if (isBlock(child)) {
      flush("paragraph");
      blocks.push(...block(child, { ...context, state: stateIn(child, context.state) }));
    } else {
      collect(child, context.state, runs);
    }
  }
  flush(element.localName === "div" ? "line" : "paragraph");
  return blocks;
}

/** Blocks of inline runs: none if they are empty, several if empty lines separate them. */
function paragraph(runs, kind, context) {
  const markdown = inlineMarkdown(runs, context.breakMark ?? HARD_BREAK);
  if (!markdown) return kind === "line" && runs.length ? [{ text: "", kind: "paragraph" }] : [];
  return markdown.split("\n\n").map((part) => {
    const converted = convertTypedLists(part.replaceAll(HARD_BREAK, "\n"));
    if (/^(?:- |\d+\. )/.test(converted) && converted !== part) return { text: converted, kind: "typed" };
    if (/^(?:[0-9０-９]{1,3}[．）])/.test(part) || /^[・•]/.test(part)) return { text: part, kind };
    return { text: part.split("\n").map(escapedStart).join("\n"), kind };
  });
}

/** A line that would begin a heading, list, quotation or block, with a backslash. */
function escapedStart(line) {
  return line
    .replace(/^(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-{2,}\s*$|=+\s*$|:::)/, "\\$&")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2");
}

const ELEMENTS = {
  ul: list,
  ol: list,
  dl: definitions,
  blockquote: quotation,
  pre: code,
  table,
  hr: () => [{ text: "---", kind: "other" }],
};

function block(element, context) {
  const heading = /^h([1-6])$/.exec(element.localName);
  if (heading) return headingBlock(element, Number(heading[1]), context);
  const render = ELEMENTS[element.localName];
  if (render) return render(element, context);
  const level = wordHeading(element);
  if (level) return headingBlock(element, level, { ...context, shift: 1 });
  return blocksOf(element, context);
}

/** Word in Japanese marks the title, and headings of own styles, by class or outline level. */
function wordHeading(element) {
  if (element.localName !== "p") return 0;
  if (element.classList.contains("MsoTitle")) return 1;
  return Number(/mso-outline-level\s*:\s*([1-5])/i.exec(styleOf(element))?.[1] ?? 0);
}

/** Headings of a text begin with the second level. Bold in them says nothing. */
function headingBlock(element, level, { shift, state }) {
  const runs = [];
  for (const child of element.childNodes) collect(child, state, runs);
  const line = inlineMarkdown(withoutBold(runs), " ").replace(/\s*\n+\s*/g, " ");
  const text = line.replace(/(^|\s)(?=#+$)/, "$1\\");
  const marks = "#".repeat(Math.min(6, Math.max(2, level + shift)));
  return text ? [{ text: `${marks} ${text}`, kind: "other" }] : [];
}

function withoutBold(runs) {
  return runs.map((run) => ({ ...run, state: { ...run.state, bold: false } }));
}

function list(element, context) {
  const isOrdered = element.localName === "ol";
  let number = Number.parseInt(element.getAttribute("start") ?? "1", 10) || 1;
  const items = [];
  for (const child of element.children) {
    if (/^[uo]l$/.test(child.localName) && items.length) {
      // Google Docs and old pages put a nested list beside its item.
      const nested = joined(list(child, context));
      items.at(-1).more += items.at(-1).more ? `\n${nested}` : nested;
      continue;
    }
    const text = itemText(child, context);
    if (!text.trim()) continue;
    items.push({ mark: isOrdered ? `${number}. ` : "- ", text, more: "" });
    number += 1;
  }
  const lines = items.map(({ mark, text, more }) => indented(mark, more ? `${text}\n${more}` : text));
  return lines.length ? [{ text: lines.join("\n"), kind: "list" }] : [];
}

function indented(mark, text) {
  const indent = " ".repeat(mark.length);
  return mark + text.split("\n").map((line, index) => (index && line ? indent + line : line)).join("\n");
}

/** The text of an item; nested lists follow it without an empty line. */
function itemText(item, context) {
  const checkbox = item.querySelector(":scope > input, :scope > label > input, :scope > p > input");
  const isChecked = checkbox?.checked || item.getAttribute("aria-checked") === "true";
  const isCheck = checkbox || item.getAttribute("role") === "checkbox";
  const state = stateIn(item, context.state);
  let text = "";
  let before = null;
  for (const part of blocksOf(item, { ...context, state })) {
    if (before) text += part.kind === "list" ? "\n" : separator(before, part);
    text += before ? part.text : part.text.replace(part.kind === "typed" ? /^(?:- |\d+\. )/ : "", "");
    before = part;
  }
  if (!isCheck) return text;
  return `${isChecked ? "[x]" : "[ ]"} ${text}`;
}

function definitions(element, context) {
  const lines = [];
  for (const child of element.querySelectorAll("dt, dd")) {
    const text = joined(blocksOf(child, context));
    if (!text) continue;
    if (child.localName === "dt") lines.push(lines.length ? `\n${text}` : text);
    else lines.push(indented(": ", text));
  }
  return lines.length ? [{ text: lines.join("\n"), kind: "other" }] : [];
}

function quotation(element, context) {
  const text = joined(blocksOf(element, context)).trim();
  const lines = text.split("\n").map((line) => (line ? `> ${line}` : ">"));
  return text ? [{ text: lines.join("\n"), kind: "other" }] : [];
}

function code(element) {
  const codes = element.querySelectorAll("code");
  const text = codeText(codes.length === 1 ? codes[0] : element).replaceAll("\u00a0", " ").replace(/^\n|\s+$/g, "");
  if (!text) return [];
  const names = [element, element.querySelector("code"), element.parentElement]
    .map((one) => one?.className ?? "")
    .join(" ");
  const language = /(?:language-|lang-|highlight-source-|brush:\s*)([\w+#-]+)/.exec(names)?.[1] ?? "";
  const ticks = Math.max(2, ...[...text.matchAll(/`{3,}/g)].map(([found]) => found.length)) + 1;
  const fence = "`".repeat(ticks);
  return [{ text: `${fence}${language}\n${text}\n${fence}`, kind: "other" }];
}

function table(element, context) {
  const rows = [...element.querySelectorAll("tr")].filter((row) => row.closest("table") === element);
  const caption = element.querySelector(":scope > caption");
  const before = caption ? blocksOf(caption, context) : [];
  const cells = rows.flatMap((row) => [...row.cells]);
  const isLayout = cells.some((cell) => cell.querySelector("table, pre, h1, h2, h3, h4, h5, h6"));
  if (cells.length === 1 || isLayout) return [...before, ...cells.flatMap((cell) => blocksOf(cell, context))];
  const grid = filled(rows.map((row, index) => rowCells(row, index === 0, context)));
  if (!grid.length) return before;
  if (grid.every((row) => row.length === 1)) {
    return [...before, { text: grid.map(([text]) => text).join(HARD_BREAK), kind: "paragraph" }];
  }
  return [...before, { text: markdownTable(grid), kind: "other" }];
}

/** Cells of a row: `{text, columns, rows}`. */
function rowCells(row, isFirst, context) {
  return [...row.cells].map((cell) => {
    const state = stateIn(cell, context.state);
    const isHead = isFirst || cell.localName === "th";
    return {
      text: cellText(cell, { ...context, breakMark: "<br>", state }, isHead),
      columns: Math.min(cell.colSpan, 100),
      rows: Math.min(cell.rowSpan, 1000),
    };
  });
}

/** One line: blocks in a cell are separated by `<br>`. Bold in the head of a table says nothing. */
function cellText(cell, context, isHead) {
  const text = blocksOf(cell, context)
    .map((part) => part.text)
    .join("<br>")
    .replace(/\s*\n+\s*/g, "<br>")
    .replace(/^(?:<br>)+|(?:<br>)+$/g, "");
  return isHead ? text.replace(/^\*\*([^*]+)\*\*$/, "$1") : text;
}

/** A grid of texts; cells that another one spans are empty. Empty rows and columns at the end go. */
function filled(rows) {
  const grid = rows.map(() => []);
  for (const [number, row] of rows.entries()) {
    let column = 0;
    for (const { text, columns, rows: height } of row) {
      while (grid[number][column] !== undefined) column += 1;
      for (let down = 0; down < height && grid[number + down]; down += 1) {
        for (let right = 0; right < columns; right += 1) {
          grid[number + down][column + right] = down || right ? "" : text;
        }
      }
    }
  }
  const texts = grid.map((row) => Array.from(row, (text) => text ?? ""));
  const width = Math.max(0, ...texts.map((row) => row.findLastIndex((text) => text) + 1));
  return texts.slice(0, texts.findLastIndex((row) => row.some(Boolean)) + 1).map((row) => row.slice(0, width));
}
