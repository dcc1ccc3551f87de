// Tables: a new one of a chosen size, and changes to the rows and columns at the cursor.
import { insertAt, markdownTable, removeLines } from "./blocks.js";
import { lineNumber } from "./fences.js";
import { askTableSize } from "./table_dialog.js";
import { afterComposition, blockPosition, gapAfter, gapBefore, lineRange, replaceRange } from "./writing.js";

const SEPARATOR = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const MARKS = { left: [":", "-"], center: [":", ":"], right: ["-", ":"], none: ["-", "-"] };
/** Characters that are two columns wide in a fixed-width Japanese font (Unicode's East Asian width W and F). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{M}|\u200d/u;

/** Initialise the commands of the table menu. They are enabled while the cursor is in a table. */
export function startTables(editor, field) {
  const menu = editor.querySelector("[data-table-menu]");
  const buttons = [...menu.querySelectorAll("[data-table-command]")];
  menu.addEventListener("toggle", () => {
    const isInTable = tableAt(field) !== null;
    for (const button of buttons) button.disabled = !isInTable;
  });
  menu.addEventListener("click", (event) => {
    const button = event.target.closest("[data-table-command]");
    if (!button) return;
    menu.open = false;
    if (field.dataset.composing) field.blur();
    afterComposition(field, () => changeTable(field, COMMANDS[button.dataset.tableCommand]));
  });
}

/**
 * Make a table of the selected lines (cells separated by tabs), or lines of the table at the cursor;
 * elsewhere ask for the size of a new one, with `head` and a number as its headings.
 */
export function toggleTable(field, head) {
  const { value, selectionStart, selectionEnd } = field;
  const table = tableAt(field);
  if (table) {
    removeTable(field, table, head);
    return;
  }
  const [start, end] = lineRange(value, selectionStart, selectionEnd);
  const lines = value.slice(start, end).split("\n").filter((line) => line.trim());
  if (selectionStart === selectionEnd || !lines.length) {
    askTableSize(field, (rows, columns) => insertTable(field, rows, columns, head));
    return;
  }
  const text = markdownTable(lines.map((line) => line.split("\t")));
  const gap = gapBefore(value.slice(0, start));
  const from = start + gap.length;
  replaceRange(field, start, end, gap + text + gapAfter(value.slice(end)), from, from + text.length);
}

const headsOf = (columns, head) => Array.from({ length: columns }, (_none, index) => `${head}${index + 1}`);

function insertTable(field, rows, columns, head) {
  const heads = headsOf(columns, head);
  const empty = Array.from({ length: rows - 1 }, () => heads.map(() => ""));
  const text = formatted([heads, ...empty], heads.map(() => "none"));
  insertAt(field, blockPosition(field.value, field.selectionStart), text, 2, 2 + heads[0].length);
}

/** Lines with tabs instead of the table; an untouched new table goes without a trace. */
function removeTable(field, { start, end, rows }, head) {
  const text = rows.map((cells) => cells.map((cell) => cell.replaceAll("\\|", "|")).join("\t")).join("\n");
  const isUntouched = text.trimEnd() === headsOf(rows[0].length, head).join("\t");
  if (text.trim() && !isUntouched) replaceRange(field, start, end, text, start, start + text.length);
  else removeLines(field, start, end);
}

/**
 * The table at the cursor: its range, cells (still escaped), the alignment of each column and the
 * cell of the cursor; null outside a table. Rows begin with a bar.
 */
function tableAt({ value, selectionStart }) {
  const lines = value.split("\n");
  const isRow = (number) => lines[number]?.trimStart().startsWith("|");
  const at = lineNumber(value, selectionStart);
  if (!isRow(at)) return null;
  let [first, last] = [at, at];
  while (isRow(first - 1)) first -= 1;
  while (isRow(last + 1)) last += 1;
  if (last === first || !SEPARATOR.test(lines[first + 1].trim())) return null;
  const start = lines.slice(0, first).join("\n").length + (first ? 1 : 0);
  const end = lines.slice(0, last + 1).join("\n").length;
  const aligns = cellsOf(lines[first + 1]).map(alignOf);
  const written = lines.slice(first, last + 1).filter((_line, index) => index !== 1).map(cellsOf);
  const rows = written.map((cells) => aligns.map((_align, index) => cells[index] ?? ""));
  const before = value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
  const bars = before.replace(/\\\|/g, "").split("|").length - 2;
  const column = Math.min(Math.max(bars, 0), aligns.length - 1);
  return { start, end, rows, aligns, row: Math.max(0, at - first - (at > first ? 1 : 0)), column };
}

function cellsOf(line) {
  const inner = line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function alignOf(cell) {
  const [isLeft, isRight] = [cell.startsWith(":"), cell.endsWith(":")];
  if (isLeft && isRight) return "center";
  if (isRight) return "right";
  return isLeft ? "left" : "none";
}

/** Each changes the table and its cell of the cursor in place. */
const COMMANDS = {
  rowAbove: (table) => addRow(table, Math.max(1, table.row)),
  rowBelow: (table) => addRow(table, table.row + 1),
  columnLeft: (table) => addColumn(table, table.column),
  columnRight: (table) => addColumn(table, table.column + 1),
  deleteRow(table) {
    table.rows.splice(table.row, 1);
    table.row = Math.min(table.row, table.rows.length - 1);
  },
  deleteColumn(table) {
    for (const cells of [...table.rows, table.aligns]) cells.splice(table.column, 1);
    table.column = Math.min(table.column, table.aligns.length - 1);
  },
  alignLeft: (table) => align(table, "left"),
  alignCenter: (table) => align(table, "center"),
  alignRight: (table) => align(table, "right"),
};

/** The first row is the head, so that no row comes before it. */
function addRow(table, at) {
  table.rows.splice(at, 0, table.aligns.map(() => ""));
  table.row = at;
}

function addColumn(table, at) {
  for (const cells of table.rows) cells.splice(at, 0, "");
  table.aligns.splice(at, 0, "none");
  table.column = at;
}

/** A second use takes the alignment away. */
function align(table, name) {
  table.aligns[table.column] = table.aligns[table.column] === name ? "none" : name;
}

function changeTable(field, command) {
  const table = tableAt(field);
  if (!table) return;
  command(table);
  const { start, end, rows, aligns, row, column } = table;
  if (!rows.length || !aligns.length) {
    removeLines(field, start, end);
    return;
  }
  const text = formatted(rows, aligns);
  const line = text.split("\n").slice(0, row ? row + 1 : 0).join("\n").length + (row ? 1 : 0);
  const cell = text.slice(line).split(/(?<!\\)\|/).slice(0, column + 1).join("|").length + 2;
  const lead = /^ */.exec(text.slice(line + cell))[0].length;
  const from = start + line + cell + (rows[row][column] ? lead : 0);
  replaceRange(field, start, end, text, from, from + rows[row][column].length);
}

/** The Markdown of a table whose columns line up in a fixed-width font. */
function formatted(rows, aligns) {
  const widths = aligns.map((_align, column) => Math.max(3, ...rows.map((cells) => widthOf(cells[column]))));
  const line = (cells) => `| ${cells.map((cell, column) => padded(cell, widths[column], aligns[column])).join(" | ")} |`;
  const [head, ...body] = rows.map(line);
  const separators = aligns.map((name, column) => {
    const [before, after] = MARKS[name];
    return before + "-".repeat(widths[column] - 2) + after;
  });
  return [head, `| ${separators.join(" | ")} |`, ...body].join("\n");
}

function padded(cell, width, align) {
  const space = width - widthOf(cell);
  const before = { right: space, center: Math.floor(space / 2) }[align] ?? 0;
  return " ".repeat(before) + cell + " ".repeat(space - before);
}

function widthOf(text) {
  return [...text].reduce((sum, char) => sum + (COMBINING.test(char) ? 0 : WIDE.test(char) ? 2 : 1), 0);
}
