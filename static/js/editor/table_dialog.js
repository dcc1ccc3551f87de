// The dialog that asks for the size of a new table: a grid, by pointer or arrow keys.
import { isComposing } from "../keys.js";

const [ROWS, COLUMNS] = [8, 6];
const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

/**
 * Open the dialog.
 * @param {HTMLTextAreaElement} field gets the focus and its selection back
 * @param {(rows: number, columns: number) => void} take is called with the size; the head counts as a row
 */
export function askTableSize(field, take) {
  const dialog = field.closest("[data-editor]").querySelector("[data-table-dialog]");
  const grid = dialog.querySelector("[data-table-sizes]");
  const selection = [field.selectionStart, field.selectionEnd];
  const listeners = new AbortController();
  const on = (target, name, handler) => target.addEventListener(name, handler, { signal: listeners.signal });
  const close = () => {
    listeners.abort();
    dialog.close();
    field.focus({ preventScroll: true });
    field.setSelectionRange(...selection);
  };
  const point = (button) => button && choose(dialog, grid, Number(button.dataset.row), Number(button.dataset.column));
  if (!grid.children.length) grid.append(...cells(dialog));
  on(grid, "pointerover", (event) => point(event.target.closest("button")));
  on(grid, "focusin", (event) => point(event.target));
  on(grid, "keydown", (event) => {
    const move = MOVES[event.key];
    if (!move || isComposing(event)) return;
    event.preventDefault();
    const { row, column } = event.target.dataset;
    cellAt(grid, Number(row) + move[0], Number(column) + move[1])?.focus();
  });
  on(grid, "click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    close();
    take(Number(button.dataset.row), Number(button.dataset.column));
  });
  on(dialog.querySelector("[data-table-cancel]"), "click", close);
  on(dialog, "cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.showModal();
  cellAt(grid, 3, 2).focus();
}

function cells(dialog) {
  return Array.from({ length: ROWS * COLUMNS }, (_none, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.row = Math.floor(index / COLUMNS) + 1;
    button.dataset.column = (index % COLUMNS) + 1;
    button.ariaLabel = nameOf(dialog, button.dataset.row, button.dataset.column);
    return button;
  });
}

function nameOf(dialog, rows, columns) {
  return dialog.dataset.textSize.replace("{rows}", rows).replace("{columns}", columns);
}

function cellAt(grid, row, column) {
  const isInside = 1 <= row && row <= ROWS && 1 <= column && column <= COLUMNS;
  return isInside ? grid.children[(row - 1) * COLUMNS + column - 1] : null;
}

/** Show the size up to a cell; only this cell is a tab stop. */
function choose(dialog, grid, rows, columns) {
  for (const cell of grid.children) {
    const { row, column } = cell.dataset;
    cell.toggleAttribute("data-chosen", Number(row) <= rows && Number(column) <= columns);
    cell.tabIndex = Number(row) === rows && Number(column) === columns ? 0 : -1;
  }
  dialog.querySelector("[data-table-size]").textContent = nameOf(dialog, rows, columns);
}
