// The Markdown of an image, with its alternative text as it was typed.
import { outsideEmoticons } from "./emoticons.js";

/**
 * @param {string} alt
 * @param {string} key of the image
 * @returns {string}
 */
export function imageMarkdown(alt, key) {
  return `![${outsideEmoticons(alt, escaped)}](image:${key})`;
}

function escaped(text) {
  return text.replace(/[\\[\]*_`<>&{}~|《》｜※:!]|\((?=\()/g, "\\$&");
}
