// Text with its marks (bold, links, code, ruby) from HTML to Markdown.
import { outsideEmoticons } from "./emoticons.js";
import { styleOf } from "./html_clean.js";

const JAPANESE = /[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]/;
// Characters that no text has.
const BREAK = "\ufdd0";
const SOURCE_NEWLINE = "\ufdd1";
const TAGS = {
  b: "bold", strong: "bold", i: "italic", em: "italic", cite: "italic", dfn: "italic",
  s: "strike", del: "strike", strike: "strike", mark: "mark", code: "code", tt: "code", samp: "code",
  sup: "sup", sub: "sub", kbd: "kbd",
};
/** Stands for the star of a mark around, as a neighbour. */
const STAR = "\ufdd2";
const MARKS = [
  ["mark", "<mark>", "</mark>"],
  ["bold", "**", "**", "strong"],
  ["italic", "*", "*", "em"],
  ["strike", "~~", "~~", "del"],
  ["sup", "<sup>", "</sup>"],
  ["sub", "<sub>", "</sub>"],
  ["kbd", "<kbd>", "</kbd>"],
];

/**
 * @typedef {object} Run
 * @property {string} text without its marks; raw Markdown if `isRaw`
 * @property {Object<string, boolean|string>} state marks, `href`, and `pre`: newlines are breaks
 * @property {boolean} [isRaw]
 */

/**
 * The marks of an element, added to those around it. A normal weight removes bold: Google Docs
 * wraps everything in `<b style="font-weight:normal">`.
 */
export function stateIn(element, state) {
  const next = { ...state };
  const mark = TAGS[element.localName];
  if (mark) next[mark] = true;
  const style = styleOf(element);
  const weight = /(?:^|;)\s*font-weight\s*:\s*([\w]+)/i.exec(style)?.[1];
  if (weight) next.bold = weight.startsWith("bold") || Number(weight) >= 600;
  const slant = /(?:^|;)\s*font-style\s*:\s*(\w+)/i.exec(style)?.[1];
  if (slant) next.italic = slant !== "normal";
  if (/text-decoration[\w-]*\s*:[^;]*line-through/i.test(style)) next.strike = true;
  const space = /(?:^|;)\s*white-space\s*:\s*([\w-]+)/i.exec(style)?.[1];
  if (space) next.pre = /^(?:pre|pre-wrap|pre-line|break-spaces)$/.test(space);
  if (element.localName === "a") next.href = address(element) || state.href;
  return next;
}

/** The address of a link, or "" if it leads nowhere from here. */
function address(link) {
  const href = (link.getAttribute("href") ?? "").trim();
  if (/^\/(?!\/)/.test(href)) return href;
  if (/^(?:mailto|tel):/i.test(href)) return href;
  if (!/^https?:\/\//i.test(href) || !URL.canParse?.(href)) return /^https?:\/\/\S+$/i.test(href) ? href : "";
  const url = new URL(href);
  const isWrapped = /(?:^|\.)google\.\w+$/.test(url.hostname) && url.pathname === "/url";
  return (isWrapped && url.searchParams.get("q")) || href;
}

/** Collect the runs of an inline node. */
export function collect(node, state, runs) {
  if (node.nodeType === Node.TEXT_NODE) {
    runs.push({ text: spaced(node.data, state), state });
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if (node.localName === "br") runs.push({ text: BREAK, state });
  else if (node.localName === "wbr") return;
  else if (node.localName === "img") runs.push(image(node, state));
  else if (node.localName === "ruby") runs.push({ text: ruby(node), state: stateIn(node, state), isRaw: true });
  else {
    const inner = stateIn(node, state);
    for (const child of node.childNodes) collect(child, inner, runs);
  }
}

function spaced(text, { pre, code }) {
  const plain = text.replace(/[\u200b\ufeff\u00ad]/g, "").replaceAll("\u00a0", " ");
  if (pre) return plain.replace(/\r?\n/g, BREAK);
  if (code) return plain.replace(/\s+/g, " ");
  return plain.replace(/[ \t\r\n\f]+/g, (space) => (/[\r\n]/.test(space) ? SOURCE_NEWLINE : " "));
}

/** A picture of this site stays; of another only its description is kept. */
function image(element, state) {
  const alt = (element.getAttribute("alt") ?? "").replace(/\s+/g, " ").trim();
  const source = element.getAttribute("src") ?? "";
  const path = source.startsWith(location.origin) ? source.slice(location.origin.length) : source;
  if (!/^\/media\/[^\s()]+$/.test(path)) return { text: alt, state };
  return { text: `![${alt.replace(/[\\[\]]/g, "\\$&")}](${path})`, state: {}, isRaw: true };
}

/** `{漢字|かんじ}`; each base with its own reading, so that nothing is guessed. */
function ruby(element) {
  let base = "";
  let result = "";
  const read = (reading) => {
    const isJapanese = JAPANESE.test(base + reading);
    if (base && reading) result += isJapanese ? `{${base}|${reading}}` : `${escaped(base)} (${escaped(reading)})`;
    else result += escaped(base + reading);
    base = "";
  };
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) base += node.data.replace(/\s+/g, "");
    else if (node.localName === "rt") read(node.textContent.trim());
    else if (node.localName !== "rp") for (const child of node.childNodes) visit(child);
  };
  for (const child of element.childNodes) visit(child);
  return result + escaped(base);
}

const URL_IN_TEXT = /https?:\/\/[\w!#$%&'()*+,./:;=?@~-]+/;

/** Text whose characters Markdown would read as marks, with backslashes. URLs stay. */
export function escaped(text) {
  return text
    .split(new RegExp(`(${URL_IN_TEXT.source})`))
    .map((part, index) => (index % 2 ? part : outsideEmoticons(part, escapedWords)))
    .join("");
}

function escapedWords(text) {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~※《》｜]|\s*$)/g, "\\\\")
    .replace(/[`]|\*(?!\s)|(?<!\s)\*|~~|(?<![\p{L}\p{N}])_(?=\S)|(?<=\S)_(?![\p{L}\p{N}])/gu, "\\$&")
    .replace(/<(?=[a-zA-Z/!?])|&(?=#?\w+;)|\[(?=[^\]]*\][([:]|\^)|\((?=\()|\{(?=[^{}]*\|)/g, "\\$&");
}

/**
 * Markdown of inline runs. `breakMark` separates lines, two breaks a paragraph.
 * @param {Run[]} runs
 * @param {string} breakMark
 */
export function inlineMarkdown(runs, breakMark) {
  const merged = merge(joinLines(runs));
  const text = nested(merged, ["href", ...MARKS.map(([name]) => name)]);
  return text
    .replace(new RegExp(`[ ]*${BREAK}[ ]*`, "g"), BREAK)
    .replace(new RegExp(`^${BREAK}+|${BREAK}+$`, "g"), "")
    .replace(/ {2,}/g, " ")
    .trim()
    .replace(new RegExp(`${BREAK}{2,}`, "g"), "\n\n")
    .replaceAll(BREAK, breakMark);
}

/** A newline of the source is a space, except between Japanese characters, where it is nothing. */
function joinLines(runs) {
  const whole = runs.map(({ text }) => text).join("");
  let at = 0;
  return runs.map((run) => {
    const text = run.text.replaceAll(SOURCE_NEWLINE, (_newline, index) => {
      const before = whole.slice(0, at + index).replace(/[ \ufdd1]+$/, "").at(-1) ?? "";
      const after = whole.slice(at + index + 1).replace(/^[ \ufdd1]+/, "")[0] ?? "";
      return JAPANESE.test(before) && JAPANESE.test(after) ? "" : " ";
    });
    at += run.text.length;
    return { ...run, text };
  });
}

function isSame(one, other) {
  return ["href", "code", ...MARKS.map(([name]) => name)].every((name) => (one[name] || false) === (other[name] || false));
}

/** Neighbours with the same marks become one; white space has no marks of its own. */
function merge(runs) {
  const merged = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (!run.text) continue;
    if (last && !last.isRaw && !run.isRaw && isSame(last.state, run.state)) last.text += run.text;
    else merged.push({ ...run });
  }
  return merged;
}

/**
 * Render runs; a mark encloses the longest sequence that has it, without the space at its ends, and
 * the most frequent mark is outside. `before` and `after` are the characters around.
 */
function nested(runs, names, before = "", after = "") {
  const count = (name) => runs.filter(({ state }) => state[name]).length;
  const [name, ...rest] = names.filter(count).sort((one, other) => count(other) - count(one));
  if (!name) return runs.map(plain).join("");
  let result = "";
  for (let start = 0; start < runs.length; ) {
    const value = runs[start].state[name] || false;
    let end = start + 1;
    while (end < runs.length && (runs[end].state[name] || false) === value) end += 1;
    const isWhole = start === 0 && end === runs.length;
    const outer = (char) => (isWhole && char === STAR ? "" : char);
    const around = [result.slice(-1) || outer(before), runs[end]?.text[0] ?? outer(after)];
    const isStar = value && (name === "bold" || name === "italic");
    const inner = nested(runs.slice(start, end), rest, ...(isStar ? [STAR, STAR] : value ? [] : around));
    // Before the bracket of a link, `!` would make a picture of it.
    if (name === "href" && value && result.endsWith("!")) result = `${result.slice(0, -1)}\\!`;
    result += value ? marked(name, value, inner, ...around) : inner;
    start = end;
  }
  return result;
}

function marked(name, value, inner, previous, next) {
  const [, before, text, after] = /^([\s\ufdd0]*)([\s\S]*?)([\s\ufdd0]*)$/.exec(inner);
  if (!text) return inner;
  if (name === "href") return before + link(text, value) + after;
  const [, ...marks] = MARKS.find(([mark]) => mark === name);
  // Marks of Markdown do not reach over an empty line.
  const parts = text.split(/(\ufdd0[\s\ufdd0]*)/);
  const enclosed = parts.map((part, index) => {
    if (index % 2 || !part) return part;
    const isAlone = [index > 0 || before !== "", index < parts.length - 1 || after !== ""];
    return enclose(part, marks, isAlone[0] ? "" : previous, isAlone[1] ? "" : next);
  });
  return before + enclosed.join("") + after;
}

/** HTML where Markdown would not see its marks: beside other stars, or `word**"bold"**`. */
function enclose(text, [open, close, element], previous, next) {
  const isWord = /[\p{Script=Latin}\p{N}]/u;
  const isHidden =
    /[*~\ufdd2]/.test(previous + next) ||
    (/^[\p{P}\p{S}]/u.test(text) && isWord.test(previous)) ||
    (/[\p{P}\p{S}]$/u.test(text) && isWord.test(next));
  return element && isHidden ? `<${element}>${text}</${element}>` : open + text + close;
}

function link(text, href) {
  const label = text
    .replace(/[\s\ufdd0]+/g, " ")
    .split(/(`+[^`]*`+|!\[(?:[^[\]\\]|\\.)*\]\([^)]*\))/)
    .map((part, index) => (index % 2 ? part : part.replace(/(?<!\\)[[\]]/g, "\\$&")))
    .join("");
  if (bare(label) === bare(href) && /^https?:/.test(href)) return href;
  const target = /[\s()<>]/.test(href) ? `<${href.replace(/\s/g, "%20").replace(/[<>]/g, encodeURIComponent)}>` : href;
  return `[${label}](${target})`;
}

/** An address as far as it is compared with the text of its link. */
function bare(text) {
  return text.replace(/^(?:https?:\/\/|mailto:)/, "").replace(/\\/g, "").replace(/\/$/, "");
}

function plain({ text, state, isRaw }) {
  if (isRaw) return text;
  if (!state.code || !text.trim()) return escaped(text);
  const code = text.replaceAll(BREAK, " ");
  const ticks = "`".repeat(1 + Math.max(0, ...[...code.matchAll(/`+/g)].map(([found]) => found.length)));
  const pad = ticks.length > 1 ? " " : "";
  return `${/^\s*/.exec(code)[0]}${ticks}${pad}${code.trim()}${pad}${ticks}${/\s*$/.exec(code)[0]}`;
}

/** The plain text of code, line by line. */
export function codeText(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    else if (child.localName === "br") text += "\n";
    else if (child.nodeType === Node.ELEMENT_NODE) {
      const isLine = /^(?:div|p|li|tr)$/.test(child.localName);
      if (isLine && text && !text.endsWith("\n")) text += "\n";
      text += codeText(child);
      if (isLine && !text.endsWith("\n")) text += "\n";
    }
  }
  return text;
}
