// The buttons above the text: each inserts what an author could type.
import { insertBlock, prefixLines, wrap } from "./writing.js";

const JAPANESE = document.documentElement.lang.startsWith("ja");
const word = (japanese, english) => (JAPANESE ? japanese : english);
const fence = (name) => `:::${name}\n│\n:::`;

/** Each takes the text field and the button that was pressed. */
const SNIPPETS = {
  heading: (field) => prefixLines(field, "## "),
  bold: (field, button) => wrap(field, "**", "**", button.dataset.sample),
  link: (field, button) => wrap(field, "[", "](https://)", button.dataset.sample),
  list: (field) => prefixLines(field, "- "),
  quote: (field) => prefixLines(field, "> "),
  ruby: (field) => wrap(field, "{", word("|かんじ}", "|reading}"), word("漢字", "kanji")),
  bouten: (field) => wrap(field, "《《", "》》", word("傍点", "emphasis")),
  note: (field) => prefixLines(field, "※"),
  point: (field) =>
    insertBlock(field, `:::${word("ポイント", "point")}\n${word("名前：説明", "name: meaning")}│\n:::`),
  caution: (field) => insertBlock(field, fence(word("注意", "caution"))),
  memo: (field) => insertBlock(field, fence(word("メモ", "memo"))),
  ai: (field) => insertBlock(field, fence("ai")),
  details: (field) =>
    insertBlock(field, `:::${word("折りたたみ くわしく", "details More")}\n│\n:::`),
  table: (field) =>
    insertBlock(field, `| │${word("項目", "Item")} | ${word("内容", "Meaning")} |\n| --- | --- |\n|  |  |`),
  code: (field) => insertBlock(field, "```python\n│\n```"),
  toc: (field) => insertBlock(field, "[TOC]│"),
  balloon: (field, button) =>
    insertBlock(field, fence(`${word("ふきだし", "balloon")} ${button.dataset.speaker}`)),
};

/** Run the snippet of a button; the shortcuts press the same buttons. */
export function insert(field, button) {
  SNIPPETS[button.dataset.insert](field, button);
}

/** Attach the toolbar's buttons and close its menus after a choice. */
export function startSnippets(editor, field) {
  const toolbar = editor.querySelector("[data-toolbar]");
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (button) insert(field, button);
    for (const menu of toolbar.querySelectorAll("[data-menu][open]")) {
      if (button || !menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("click", (event) => {
    if (toolbar.contains(event.target)) return;
    for (const menu of toolbar.querySelectorAll("[data-menu][open]")) menu.open = false;
  });
}
