// Positions in a text field: those that move with the text, and the one under a point.

const tracked = new WeakMap();

/**
 * A position that moves with later changes of the text. What is typed exactly there comes after it.
 * @param {HTMLTextAreaElement} field
 * @param {number} position
 * @returns {{position: number, release: () => void}}
 */
export function trackPosition(field, position) {
  const marks = tracked.get(field) ?? watch(field);
  const mark = { position, release: () => marks.delete(mark) };
  marks.add(mark);
  return mark;
}

function watch(field) {
  const marks = new Set();
  tracked.set(field, marks);
  let before = field.value;
  field.addEventListener("input", () => {
    for (const mark of marks) mark.position = moved(mark.position, before, field.value);
    before = field.value;
  });
  return marks;
}

/** The range of `before` that differs from `after`, and what `after` has there. No character is split. */
export function difference(before, after) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  if (/[\ud800-\udbff]/.test(before[start - 1] ?? "")) start -= 1;
  if (/[\udc00-\udfff]/.test(before[before.length - tail] ?? "")) tail -= 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** Where a position is after one change, which is what differs between both texts. */
export function moved(position, before, after) {
  const { start, end } = difference(before, after);
  if (position <= start) return position;
  return position >= end ? position + after.length - before.length : start;
}

/** Move positions that were tracked later than `mark` at its place behind what was inserted `at`. */
export function keepOrder(field, mark, at, length) {
  let isLater = false;
  for (const other of tracked.get(field)) {
    const isThere = mark.position <= other.position && other.position <= at + length;
    if (isLater && isThere) other.position = at + length;
    if (other === mark) isLater = true;
  }
}

const COPIED = [
  "width", "padding", "border", "fontFamily", "fontSize", "fontWeight", "lineHeight", "letterSpacing",
  "wordBreak", "overflowWrap", "textIndent", "tabSize", "boxSizing", "lineBreak", "textAutospace",
];

/** A hidden element that breaks lines as the field does. Browsers do not name places in a text field. */
function copyOf(field) {
  const copy = document.createElement("div");
  const style = getComputedStyle(field);
  for (const name of COPIED) copy.style[name] = style[name];
  const place = { position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", top: "0", left: "-99999px" };
  Object.assign(copy.style, place);
  copy.style.width = `${field.clientWidth + Number.parseFloat(style.borderLeftWidth) * 2}px`;
  return copy;
}

/** Where the character at `position` is in the window: `{left, top, bottom}`. */
export function pointOf(field, position) {
  const copy = copyOf(field);
  const mark = document.createElement("span");
  mark.textContent = field.value.slice(position, position + 1).trim() || "\u200b";
  copy.append(field.value.slice(0, position), mark);
  document.body.append(copy);
  const [outer, box] = [copy.getBoundingClientRect(), mark.getBoundingClientRect()];
  copy.remove();
  const own = field.getBoundingClientRect();
  const top = own.top - outer.top - field.scrollTop;
  return { left: own.left + box.left - outer.left, top: top + box.top, bottom: top + box.bottom };
}

/**
 * The start or the end of the line (of the source) under a point of the window, whichever is nearer.
 */
export function lineEndAt(field, clientY) {
  const copy = copyOf(field);
  const lines = field.value.split("\n");
  copy.append(
    ...lines.map((line) => {
      const row = document.createElement("div");
      row.textContent = line || "\u200b";
      return row;
    }),
  );
  document.body.append(copy);
  const top = copy.getBoundingClientRect().top;
  const y = clientY - field.getBoundingClientRect().top + field.scrollTop;
  let start = 0;
  let found = field.value.length;
  for (const [index, line] of lines.entries()) {
    const box = copy.children[index].getBoundingClientRect();
    if (y < box.bottom - top) {
      found = y < (box.top + box.bottom) / 2 - top ? start : start + line.length;
      break;
    }
    start += line.length + 1;
  }
  copy.remove();
  return found;
}
