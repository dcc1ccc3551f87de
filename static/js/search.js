// Suggestions below a search field (ARIA combobox with a listbox). Loaded when the field first gets focus.
// Without it, or without a response, the form is a plain one.

import { isComposing } from "./keys.js";

const PAUSE = 150; // milliseconds without a keystroke before the request
let number = 0;

/** Enable title suggestions in a search form. Does nothing the second time. */
export function suggestIn(form) {
  const input = form.querySelector("input[type=search]");
  if (!input || input.getAttribute("role") === "combobox") return;
  new Suggestions(form, input);
}

class Suggestions {
  constructor(form, input) {
    this.form = form;
    this.input = input;
    this.options = [];
    this.active = -1;
    this.asked = "";
    this.list = this.makeList();
    this.status = this.makeStatus();
    Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
      autocomplete: "off",
    }).forEach(([name, value]) => input.setAttribute(name, value));
    input.addEventListener("input", (event) => {
      if (!event.isComposing) this.askSoon();
    });
    input.addEventListener("compositionend", () => this.askSoon());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("blur", () => this.close());
    // Keep the focus in the field while an option is pressed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
    // Include text that was typed while this script was loading.
    if (input.value !== input.defaultValue) this.askSoon();
  }

  makeList() {
    const list = document.createElement("ul");
    number += 1;
    list.className = "suggestions";
    list.id = `suggestions-${number}`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", this.form.dataset.suggestLabel);
    list.hidden = true;
    this.form.append(list);
    return list;
  }

  makeStatus() {
    const status = document.createElement("span");
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    this.form.append(status);
    return status;
  }

  askSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(this.input.value.trim()), PAUSE);
  }

  async ask(words) {
    if (words === this.asked) return;
    this.asked = words;
    this.request?.abort();
    if (!words) {
      this.close();
      return;
    }
    this.request = new AbortController();
    try {
      const url = new URL(this.form.dataset.search, location.href);
      url.searchParams.set("q", words);
      const response = await fetch(url, { signal: this.request.signal, credentials: "omit" });
      const { suggestions } = await response.json();
      if (words === this.asked) this.show(suggestions);
    } catch {
      // No connection, or a newer request: the form still works.
    }
  }

  show(suggestions) {
    this.active = -1;
    this.options = suggestions.map(({ title, url }, index) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = url;
      option.textContent = title;
      return option;
    });
    this.list.replaceChildren(...this.options);
    const open = this.options.length > 0 && document.activeElement === this.input;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = open ? this.form.dataset.suggestHint : "";
  }

  close() {
    clearTimeout(this.timer);
    this.asked = "";
    this.show([]);
  }

  onKey(event) {
    if (isComposing(event) || this.list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.go(this.options[this.active]);
    }
  }

  /** Select the next or previous option; the field itself comes before the first and after the last. */
  move(step) {
    const places = this.options.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    this.options.forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.active));
    });
    const option = this.options[this.active];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  go(option) {
    if (option) location.assign(option.dataset.url);
  }
}
