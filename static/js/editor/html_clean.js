// Prepares pasted HTML: removes what is not text, and makes lists of what Word writes as paragraphs.

const NOT_TEXT =
  "script, style, template, noscript, meta, link, title, svg, math, canvas, audio, video, iframe, object, " +
  "button, select, textarea, input:not([type=checkbox]), .mw-editsection, sup.reference, " +
  "br.Apple-interchange-newline, [hidden]";
const HIDDEN = /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden)/i;
const WORD_LIST = /mso-list\s*:\s*(l\d+)\s+level(\d+)/i;
const ORDERED_MARK = /^\s*(?:[（(]?[0-9０-９a-zA-Z一二三四五六七八九十]{1,4}[.)．）、]|[①-⑳])/;

/**
 * Parse HTML without running or loading anything of it.
 * @param {string} html
 * @returns {HTMLElement}
 */
export function parsed(html) {
  const { body } = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  for (const element of body.querySelectorAll(NOT_TEXT)) element.remove();
  for (const element of body.querySelectorAll(STYLED)) {
    if (HIDDEN.test(styleOf(element))) element.remove();
  }
  makeWordLists(body);
  return body;
}

/**
 * Styles and event handlers under other names. Chromium applies the page's Content-Security-Policy
 * to parsed documents too and reports each of them.
 */
function withoutStyles(html) {
  return html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s/"'])(style|on)(?=\w*\s*=)/gi, "$1data-$2"));
}

/** The elements that have a style, as a selector. */
export const STYLED = "[data-style]";

/** The style of an element, as it was written. */
export function styleOf(element) {
  return element.getAttribute?.("data-style") ?? "";
}

/** Turn runs of paragraphs with `mso-list` into nested lists. */
function makeWordLists(body) {
  const isItem = (element) => element?.localName === "p" && WORD_LIST.test(styleOf(element));
  for (const first of body.querySelectorAll("p")) {
    if (!first.isConnected || !isItem(first) || isItem(first.previousElementSibling)) continue;
    const items = [];
    for (let item = first; isItem(item); item = item.nextElementSibling) items.push(item);
    const list = wordList(items.map(wordItem));
    first.before(list);
    for (const item of items) item.remove();
  }
}

/** Level, kind and content of a list paragraph; its typed mark is removed. */
function wordItem(paragraph) {
  const ignored = [...paragraph.querySelectorAll(STYLED)].find((element) =>
    /mso-list\s*:\s*ignore/i.test(styleOf(element)),
  );
  const mark = ignored?.textContent ?? "";
  ignored?.remove();
  const level = Number(WORD_LIST.exec(styleOf(paragraph))[2]);
  return { level, name: ORDERED_MARK.test(mark) ? "ol" : "ul", nodes: [...paragraph.childNodes] };
}

function wordList(items) {
  const root = document.implementation.createHTMLDocument("").createElement("div");
  const open = [{ level: 0, element: root }];
  for (const { level, name, nodes } of items) {
    while (open.at(-1).level > level) open.pop();
    if (open.at(-1).level === level && open.at(-1).element.localName !== name) open.pop();
    if (open.at(-1).level < level) {
      const parent = open.at(-1).element;
      const list = root.ownerDocument.createElement(name);
      (parent.lastElementChild?.localName === "li" ? parent.lastElementChild : parent).append(list);
      open.push({ level, element: list });
    }
    const item = root.ownerDocument.createElement("li");
    item.append(...nodes);
    open.at(-1).element.append(item);
  }
  return root;
}
