// The toolbar: each button inserts Markdown around or beside the selection, or removes it.
import { toggleCode, toggleFence, toggleLine, toggleTarget } from "./blocks.js";
import { toggleColumns } from "./columns.js";
import { toggleLineMark, toggleQuote } from "./lines.js";
import { askLink } from "./link_dialog.js";
import { MARKS, hasMark, toggleMark } from "./marks.js";
import { startMenus } from "./menus.js";
import { toggleTable } from "./tables.js";
import { afterComposition } from "./writing.js";

const JAPANESE = document.documentElement.lang.startsWith("ja");
const word = (japanese, english) => (JAPANESE ? japanese : english);

const mark = (name, sample, after) => (field) => toggleMark(field, MARKS[name], sample, after);
const line = (kind) => (field) => toggleLineMark(field, kind);
const fence = (name, written, more = {}) => (field) =>
  toggleFence(field, { name, opening: `:::${written}`, ...more });

/** Each takes the text field and the clicked button. */
const SNIPPETS = {
  heading: line("heading2"),
  heading3: line("heading3"),
  heading4: line("heading4"),
  bold: mark("bold", word("太字", "bold text")),
  marker: mark("marker", word("マーカー", "marked text")),
  strike: mark("strike", word("取り消し", "struck text")),
  inlinecode: mark("code", word("コード", "code")),
  footnote: mark("footnote", word("注釈", "footnote")),
  link: toggleLink,
  list: line("list"),
  numbered: line("numbered"),
  checklist: line("checklist"),
  quote: toggleQuote,
  ruby: mark("ruby", word("漢字", "kanji"), word("|かんじ}", "|reading}")),
  bouten: mark("bouten", word("傍点", "emphasis")),
  note: line("note"),
  point: fence("point", word("ポイント", "point"), { sample: word("名前：説明", "name: meaning") }),
  supplement: fence("note", word("補足", "note")),
  caution: fence("caution", word("注意", "caution")),
  memo: fence("memo", word("メモ", "memo")),
  check: fence("check", word("チェック", "check")),
  good: fence("good", word("良い点", "good")),
  bad: fence("bad", word("悪い点", "bad")),
  ai: fence("ai", "ai"),
  aifromhere: (field) => toggleLine(field, word(":::ここからAI", ":::ai-from-here")),
  details: fence("details", word("折りたたみ │くわしく", "details │More")),
  columns: (field) => toggleColumns(field, word("カラム", "columns"), word("段", "column")),
  tabs: (field) => toggleColumns(field, word("タブ", "tabs"), word("項目 題名", "tab Title"), ["tabs", "tab"]),
  steps: fence("steps", word("手順 │題名", "steps │Title"), {
    sample: word("1. はじめに\n2. つぎに\n3. さいごに", "1. First\n2. Then\n3. Finally"),
    convert: numberedLines,
  }),
  faq: fence("faq", word("よくある質問", "faq"), { sample: word("Q. 質問\nA. 答え", "Q. Question\nA. Answer") }),
  gallery: fence("gallery", word("ギャラリー", "gallery")),
  buttons: fence("button", word("ボタン", "button"), {
    sample: word("[申し込む](https://)", "[Sign up](https://)"),
    convert: linksOf,
  }),
  figure: fence("figure", word("図 │図の説明", "figure │What the figure shows")),
  card: (field) => toggleTarget(field, word("カード", "card"), "/posts/"),
  embed: (field) => toggleTarget(field, word("埋め込み", "embed"), "https://"),
  ad: (field, button) => toggleAd(field, button.dataset.ad),
  balloon: (field, button) => toggleBalloon(field, button.dataset.speaker),
  table: (field) => toggleTable(field, word("項目", "Item ")),
  code: toggleCode,
  rule: (field) => toggleLine(field, "---"),
  toc: (field) => toggleLine(field, "[TOC]"),
  more: (field) => toggleLine(field, word(":::続き", ":::more")),
};

/** Remove the link at the selection, or ask for one. */
function toggleLink(field) {
  const label = word("リンク", "link");
  if (hasMark(field, MARKS.link)) toggleMark(field, MARKS.link, label);
  else askLink(field, label);
}

function toggleBalloon(field, speaker) {
  const name = word("ふきだし", "balloon");
  toggleFence(field, { name: "balloon", speaker, opening: `:::${name} ${speaker}` });
}

/** The ad of that name; without a name, one to fill in. */
function toggleAd(field, ad) {
  const name = word("広告", "ad");
  if (ad) toggleLine(field, `:::${name} ${ad}`);
  else toggleTarget(field, name, word("名前", "name"));
}

/** Every line as a link; lines that have one stay. */
function linksOf(text) {
  return text
    .split("\n")
    .map((label) => (label.trim() && !label.includes("](") ? `[${label.trim()}](https://)` : label))
    .join("\n");
}

/** Every line as a step; a text with numbers stays. */
function numberedLines(text) {
  const lines = text.split("\n").filter((one) => one.trim());
  if (lines.some((one) => /^[ \t]*\d+[.)]/.test(one))) return text;
  return lines.map((one, index) => `${index + 1}. ${one.trim()}`).join("\n");
}

/** Run the snippet of a button; keyboard shortcuts use the same buttons. */
export function insert(field, button) {
  // Leaving the field accepts what is being composed (a click does not leave it in Safari).
  if (field.dataset.composing) field.blur();
  afterComposition(field, () => SNIPPETS[button.dataset.insert](field, button));
}

/** Initialise the toolbar's buttons and its menus. */
export function startSnippets(editor, field) {
  const toolbar = editor.querySelector("[data-toolbar]");
  const closeMenus = startMenus(toolbar);
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    closeMenus();
    insert(field, button);
  });
}
