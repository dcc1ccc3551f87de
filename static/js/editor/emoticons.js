// Emoticons such as (*^_^*): as in core/markdown/emoticons.py, they are not read as Markdown, nor are backslashes in them.

const EMOTICON = /([(（]{1,4}[^()（）\n]{2,18}[)）]{1,4})/;
const NO_EMOTICON = /[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]{2}|[ぁ-ゖァ-ヺ一-鿿々〆]{2}|<[A-Za-z/!?]|\]|!\[|(\*{1,3}|_{1,3}|~~)[\p{L}\p{N}]+\1|`[^`]*`/u;

/** Apply `change` to the parts of a text that are no emoticons. */
export function outsideEmoticons(text, change) {
  return text
    .split(EMOTICON)
    .map((part, index) => (index % 2 && !NO_EMOTICON.test(part) ? part : change(part)))
    .join("");
}
