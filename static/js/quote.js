// A button beside selected text of the post or a comment, which quotes it in a comment.
// The form (comments.js) listens for the event.

const QUOTABLE = ".prose, .comment-text";
const LONGEST = 1000;

/** Format `text` as a Markdown quotation. */
const quoted = (text) =>
  `${text
    .split(/\n+/)
    .map((line) => `> ${line.trim()}`)
    .join("\n>\n")}\n\n`;

/** The selected text without ruby readings, also in browsers that would copy them. */
function selectedText(selection, source) {
  const readings = [...source.querySelectorAll("rt, rp")];
  for (const reading of readings) reading.hidden = true;
  const text = selection.toString().trim();
  for (const reading of readings) reading.hidden = false;
  return text;
}

class Quoter {
  constructor(section) {
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "quote-button";
    this.button.textContent = section.dataset.quote;
    this.button.hidden = true;
    document.body.append(this.button);
    // Pressing the button must not clear the selection before the click event.
    this.button.addEventListener("pointerdown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.quote());
    let waiting = 0;
    document.addEventListener("selectionchange", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.look(), 200);
    });
  }

  /** The quotation of the selection in one text, and its comment; null if there is nothing to quote. */
  get selected() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const node = selection.getRangeAt(0).commonAncestorContainer;
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const source = element?.closest(QUOTABLE);
    const text = source ? selectedText(selection, source) : "";
    if (!text || text.length > LONGEST) return null;
    return { text: quoted(text), comment: source.closest("li.comment") };
  }

  look() {
    this.found = this.selected;
    this.button.hidden = !this.found;
    if (!this.found) return;
    const box = document.getSelection().getRangeAt(0).getBoundingClientRect();
    const { width, height } = this.button.getBoundingClientRect();
    const left = Math.min(Math.max(box.left + (box.width - width) / 2, 8), innerWidth - width - 8);
    this.button.style.insetInlineStart = `${left + scrollX}px`;
    this.button.style.insetBlockStart = `${box.bottom + 8 + scrollY + height > document.documentElement.scrollHeight ? box.top - height - 8 + scrollY : box.bottom + 8 + scrollY}px`;
  }

  /** Quote the text found when the button appeared: some phones have cleared the selection by now. */
  quote() {
    this.button.hidden = true;
    document.getSelection().removeAllRanges();
    document.dispatchEvent(new CustomEvent("comment:quote", { detail: this.found }));
  }
}

const section = document.querySelector("[data-comments][data-quote]");
if (section?.querySelector("[data-comment-place]")) new Quoter(section);
