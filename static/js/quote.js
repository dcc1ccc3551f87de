// A button beside what the reader has selected, in the post or in a comment: quotes it in a comment.
// The form (comments.js) listens for the event.

const QUOTABLE = ".prose, .comment-text";
const LONGEST = 1000;

/** Lines of Markdown that quote `text`. */
const quoted = (text) =>
  `${text
    .trim()
    .split(/\n+/)
    .map((line) => `> ${line.trim()}`)
    .join("\n>\n")}\n\n`;

class Quoter {
  constructor(section) {
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "quote-button";
    this.button.textContent = section.dataset.quote;
    this.button.hidden = true;
    document.body.append(this.button);
    // A press on the button must not take the selection away before the click comes.
    this.button.addEventListener("pointerdown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.quote());
    let waiting = 0;
    document.addEventListener("selectionchange", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.look(), 200);
    });
  }

  /** The element of one text that holds the whole selection. */
  get source() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const node = selection.getRangeAt(0).commonAncestorContainer;
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    return element?.closest(QUOTABLE) ?? null;
  }

  look() {
    const text = this.source ? document.getSelection().toString().trim() : "";
    this.button.hidden = !text || text.length > LONGEST;
    if (this.button.hidden) return;
    const box = document.getSelection().getRangeAt(0).getBoundingClientRect();
    const { width, height } = this.button.getBoundingClientRect();
    const left = Math.min(Math.max(box.left + (box.width - width) / 2, 8), innerWidth - width - 8);
    this.button.style.insetInlineStart = `${left + scrollX}px`;
    this.button.style.insetBlockStart = `${box.bottom + 8 + scrollY + height > document.documentElement.scrollHeight ? box.top - height - 8 + scrollY : box.bottom + 8 + scrollY}px`;
  }

  quote() {
    const { source } = this;
    if (!source) return;
    const detail = { text: quoted(document.getSelection().toString()), comment: source.closest("li.comment") };
    this.button.hidden = true;
    document.getSelection().removeAllRanges();
    document.dispatchEvent(new CustomEvent("comment:quote", { detail }));
  }
}

const section = document.querySelector("[data-comments][data-quote]");
if (section?.querySelector("[data-comment-place]")) new Quoter(section);
