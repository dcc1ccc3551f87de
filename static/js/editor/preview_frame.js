// The page in which the preview is shown: a frame, so that the site's styles see the width of the preview.
import { recall, remember } from "../storage.js";

const KEY = "preview-width";
/** Widths of a device in pixels; without one, the width of the pane. */
const WIDTHS = { phone: 390, desktop: 1024 };

/**
 * The document of the preview. It has the style sheets, the typeface of headings and the theme of the
 * public pages, and is as high as its content: the pane around it scrolls.
 */
export class PreviewFrame {
  /** @param {HTMLElement} pane with the frame and the buttons of its width */
  constructor(pane) {
    this.pane = pane;
    this.box = pane.querySelector("[data-preview-box]");
    this.frame = pane.querySelector("iframe");
    this.html = "";
    this.buttons = [...pane.querySelectorAll("[data-preview-width]")];
    for (const button of this.buttons) {
      button.addEventListener("click", () => {
        this.choose(button.dataset.previewWidth);
        remember(KEY, this.width);
      });
    }
    this.frame.addEventListener("load", () => this.fill());
    this.frame.srcdoc = "<!doctype html><html><head></head><body></body></html>";
    new ResizeObserver(() => this.fit()).observe(pane);
    this.choose(recall(KEY));
  }

  /** Fill the empty document. */
  fill() {
    const { contentDocument: page } = this.frame;
    for (const address of this.frame.dataset.styles.split(" ")) {
      const link = page.createElement("link");
      link.rel = "stylesheet";
      link.href = address;
      page.head.append(link);
    }
    page.documentElement.dataset.heading = this.frame.dataset.heading;
    this.takeTheme();
    new MutationObserver(() => this.takeTheme()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.prose = page.createElement("div");
    this.prose.className = "prose";
    page.body.append(this.prose);
    page.addEventListener("click", openElsewhere);
    new ResizeObserver(() => this.fit()).observe(page.body);
    this.show(this.html);
  }

  /** The reader's choice of light or dark, which the admin shows too. */
  takeTheme() {
    const { theme } = document.documentElement.dataset;
    const root = this.frame.contentDocument.documentElement;
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  show(html) {
    this.html = html;
    if (!this.prose) return;
    this.prose.lang = document.querySelector("[name=language]")?.value || document.documentElement.lang;
    // Sanitised by the server; scripts in it would not run here anyway.
    this.prose.innerHTML = html;
    this.fit();
  }

  choose(name) {
    this.width = name in WIDTHS ? name : "pane";
    for (const button of this.buttons) {
      button.ariaPressed = String(button.dataset.previewWidth === this.width);
    }
    this.fit();
  }

  /** Give the frame its width, scaled down to the pane, and the height of its content. */
  fit() {
    const { box, frame } = this;
    const space = box.clientWidth;
    if (!space || !this.prose) return;
    const width = WIDTHS[this.width] ?? space;
    const scale = Math.min(1, space / width);
    frame.style.width = `${width}px`;
    frame.style.transform = scale < 1 ? `scale(${scale})` : "";
    const height = Math.ceil(frame.contentDocument.body.getBoundingClientRect().height);
    frame.style.height = `${height}px`;
    box.style.height = `${Math.ceil(height * scale)}px`;
  }
}

/** Open links of the preview in a new tab, never in place of the edit screen. */
function openElsewhere(event) {
  const link = event.target.closest("a[href]");
  if (!link) return;
  event.preventDefault();
  const target = link.getAttribute("href");
  if (target.startsWith("#")) {
    link.ownerDocument.getElementById(decodeURIComponent(target.slice(1)))?.scrollIntoView();
  } else {
    window.open(link.href, "_blank", "noopener");
  }
}
