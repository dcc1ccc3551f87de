// Finding words in a text without regard to the width or the case of letters, with positions in the original.

/** A character with the marks that combine with it; 「ｶﾞ」 is one. */
const UNIT = /.[\p{M}\uff9e\uff9f]*/gsu;

/** The text in one width and case. */
export function folded(text) {
  return text.normalize("NFKC").toLowerCase();
}

/**
 * The places of `sought` in `text`, which do not overlap.
 * @param {string} text
 * @param {string} sought
 * @param {{isExact: boolean}} options exact: width and case matter
 * @returns {{start: number, end: number}[]}
 */
export function findAll(text, sought, { isExact }) {
  if (!sought) return [];
  return isExact ? occurrences(text, sought) : foldedOccurrences(text, folded(sought));
}

function occurrences(text, sought) {
  const found = [];
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
    found.push({ start: at, end: at + sought.length });
  }
  return found;
}

/** A match begins and ends between characters of the original: 「平」 is not found in 「㍻」. */
function foldedOccurrences(text, sought) {
  const { value, starts, ends } = fold(text);
  const found = [];
  let at = value.indexOf(sought);
  while (at >= 0) {
    const start = starts.get(at);
    const end = ends.get(at + sought.length);
    const isWhole = start !== undefined && end !== undefined;
    if (isWhole) found.push({ start, end });
    at = value.indexOf(sought, at + (isWhole ? sought.length : 1));
  }
  return found;
}

/** The folded text, and where its characters begin and end in the original. */
function fold(text) {
  const starts = new Map();
  const ends = new Map();
  let value = "";
  for (const match of text.matchAll(UNIT)) {
    starts.set(value.length, match.index);
    value += folded(match[0]);
    ends.set(value.length, match.index + match[0].length);
  }
  return { value, starts, ends };
}
