// Columns of the toolbar: a block in a block.
import { blocksAround, blocksIn, colonsAround } from "./fences.js";
import { blockPosition, gapAfter, gapBefore, lineRange, replaceRange } from "./writing.js";

/**
 * Put the selected lines into the first of two columns, or remove the columns at the cursor.
 * `names` are the names of the outer and the inner block; `outer` and `inner` are written.
 */
export function toggleColumns(field, outer, inner, names = ["columns", "column"]) {
  const { value, selectionStart, selectionEnd } = field;
  const around = blocksAround(value, selectionStart, selectionEnd).find(({ name }) => name === names[0]);
  if (around) {
    removeColumns(field, around, names);
    return;
  }
  const isEmpty = value.slice(selectionStart, selectionEnd).trim() === "";
  const at = blockPosition(value, selectionStart);
  const [start, end] = isEmpty ? [at, at] : lineRange(value, selectionStart, selectionEnd);
  const content = value.slice(start, end);
  const colons = colonsAround(content);
  const gap = gapBefore(value.slice(0, start));
  const head = `${gap}:${colons}${outer}\n${colons}${inner}\n`;
  const foot = `\n${colons}\n${colons}${inner}\n\n${colons}\n:${colons}`;
  const from = start + head.length;
  replaceRange(field, start, end, head + content + foot + gapAfter(value.slice(end)), from, from + content.length);
}

function removeColumns(field, { open, close }, [outer, inner]) {
  const inside = blocksIn(field.value).filter((block) => open < block.open && block.close < close);
  const nested = inside.filter(({ name }) => name === outer);
  const isDirect = (block) => !nested.some((one) => one.open < block.open && block.close < one.close);
  const fences = inside.filter((block) => block.name === inner && isDirect(block));
  const dropped = new Set([open, close, ...fences.flatMap((fence) => [fence.open, fence.close])]);
  const lines = field.value.split("\n");
  const start = lines.slice(0, open).join("\n").length + (open ? 1 : 0);
  const whole = lines.slice(open, close + 1).join("\n");
  const kept = lines.filter((_line, number) => open < number && number < close && !dropped.has(number));
  const text = kept.join("\n").trim();
  replaceRange(field, start, start + whole.length, text, start, start + text.length);
}
