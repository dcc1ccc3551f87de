// Finds the `:::` blocks and code blocks of a text.

const FENCE = /^ {0,3}([:：]{3,})[ \t\u3000]*(.*)$/;
const CODE = /^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+)?(`{3,}|~{3,})/;

/** Every name of the blocks that the toolbar knows, by the first one. */
const ALIASES = {
  point: ["point", "ポイント"],
  note: ["note", "補足", "ノート"],
  caution: ["caution", "注意"],
  memo: ["memo", "メモ"],
  check: ["check", "チェック"],
  good: ["good", "良い点", "グッド"],
  bad: ["bad", "悪い点", "バッド"],
  balloon: ["balloon", "ふきだし", "吹き出し"],
  ai: ["ai", "ai記事", "ai生成"],
  details: ["details", "accordion", "折りたたみ", "アコーディオン"],
  columns: ["columns", "カラム", "段組み"],
  column: ["column", "段", "列"],
  steps: ["steps", "手順", "ステップ"],
  faq: ["faq", "よくある質問", "質問"],
  tabs: ["tabs", "タブ"],
  tab: ["tab", "項目"],
  gallery: ["gallery", "ギャラリー", "画像一覧"],
  button: ["button", "buttons", "ボタン"],
  figure: ["figure", "図"],
  card: ["card", "カード", "リンクカード"],
  embed: ["embed", "埋め込み"],
  ad: ["ad", "広告"],
  more: ["more", "続き", "続きを読む"],
  "ai-from-here": ["ai-from-here", "ここからai"],
};
const VOID = ["card", "embed", "ad", "more", "ai-from-here"];
const BY_NAME = new Map(
  Object.entries(ALIASES).flatMap(([name, aliases]) => aliases.map((alias) => [alias, name])),
);

/** The block that a line opens, or null: `{name, title, colons}`. */
export function openedBy(line) {
  const match = FENCE.exec(line);
  if (!match?.[2]) return null;
  const [written, ...title] = match[2].trim().split(/[ \t\u3000]+/);
  const lower = written.toLowerCase();
  return { name: BY_NAME.get(lower) ?? lower, title: title.join(" "), colons: match[1].length };
}

/** Whether a line closes a block. */
function closes(line) {
  const match = FENCE.exec(line);
  return Boolean(match && match[2].trim() === "");
}

/**
 * The closed blocks of a text, an inner one before its outer one. Code blocks have the name
 * "```"; what looks like a block inside them is none.
 * @param {string} value
 * @returns {{name: string, title: string, open: number, close: number}[]} numbers of lines, from 0
 */
export function blocksIn(value) {
  const found = [];
  const waiting = [];
  let code = null;
  for (const [number, line] of value.split("\n").entries()) {
    const mark = CODE.exec(line)?.[1];
    if (code) {
      if (mark?.startsWith(code.mark) && line.trim() === mark) {
        found.push({ name: "```", title: "", open: code.open, close: number });
        code = null;
      }
    } else if (mark) {
      code = { mark, open: number };
    } else if (closes(line)) {
      const block = waiting.pop();
      if (block) found.push({ ...block, close: number });
    } else {
      const block = openedBy(line);
      if (block && !VOID.includes(block.name)) waiting.push({ ...block, open: number });
    }
  }
  if (code) found.push({ name: "```", title: "", open: code.open, close: Number.POSITIVE_INFINITY });
  return found;
}

/** The number of the line of a position, from 0. */
export function lineNumber(value, position) {
  return value.slice(0, position).split("\n").length - 1;
}

/** The blocks around the positions, the innermost first. Their fence lines belong to them. */
export function blocksAround(value, start, end = start) {
  const [first, last] = [lineNumber(value, start), lineNumber(value, end)];
  return blocksIn(value).filter(({ open, close }) => open <= first && last <= close);
}

/** Whether the position is inside a code block or, on its line, between backquotes. */
export function isInCode(value, position) {
  if (blocksAround(value, position).some(({ name }) => name === "```")) return true;
  const line = value.slice(value.lastIndexOf("\n", position - 1) + 1, position);
  return line.split("`").length % 2 === 0;
}

/** The number of colons of a fence around `text`: more than of any fence in it. */
export function colonsAround(text) {
  const inner = text.split("\n").map((line) => FENCE.exec(line)?.[1].length ?? 0);
  return ":".repeat(Math.max(3, ...inner.map((count) => (count ? count + 1 : 0))));
}
