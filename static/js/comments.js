// The form under a thread: fetched when the reader comes near, moved under the comment that is answered,
// sent without leaving the page. Without this script every link and form here works by itself.

import { isComposing } from "./keys.js";

const NAME_KEY = "comment-name";

/** Whatever the browser refuses to keep is simply not remembered. */
const memory = {
  get() {
    try {
      return localStorage.getItem(NAME_KEY) ?? "";
    } catch {
      return "";
    }
  },
  set(name) {
    try {
      localStorage.setItem(NAME_KEY, name);
    } catch {
      // Storage is refused.
    }
  },
};

/** The address that answers with the part of the page alone. */
function fragment(address) {
  const url = new URL(address, location.href);
  url.searchParams.set("fragment", "1");
  return url;
}

/** Ask the server for a part of a page; null where there is no connection. */
async function ask(address, options = {}) {
  try {
    const response = await fetch(fragment(address), { credentials: "same-origin", ...options });
    const html = await response.text();
    const part = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    return part?.matches("[data-comment-form], [data-comment-posted]") ? part : null;
  } catch {
    return null;
  }
}

/** Make a form on the page comfortable: the remembered name, Ctrl/Cmd+Enter sends, a composing Enter never. */
function equip(part) {
  const form = part.querySelector("[data-comment-send]");
  const name = form?.elements.namedItem("name");
  if (name && !name.value) name.value = memory.get();
  form?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    if (isComposing(event)) {
      if (event.target.matches("input")) event.preventDefault();
    } else if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(form.elements.namedItem("post"));
    }
  });
  form?.addEventListener("submit", () => {
    if (name) memory.set(name.value.trim());
  });
}

/** Show what the reader has to look at after an answer of the server. */
function lead(part) {
  const target =
    part.querySelector("[data-comment-error], [data-comment-preview]") ??
    part.querySelector("[aria-invalid=true]") ??
    (part.matches("[data-comment-posted]") ? part : null);
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}

/** The one form of a page of comments. */
class Writer {
  constructor(section, place) {
    this.section = section;
    this.place = place;
    this.door = place.querySelector("[data-comment-door]");
    this.part = null;
    this.loading = null;
    section.addEventListener("click", (event) => this.click(event));
    section.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("comment:quote", ({ detail }) => this.quote(detail));
    const near = new IntersectionObserver(
      ([entry]) => {
        if (!entry.isIntersecting) return;
        near.disconnect();
        this.load();
      },
      { rootMargin: "300px" },
    );
    near.observe(place);
  }

  get form() {
    return this.part?.querySelector("[data-comment-send]");
  }

  /** Fetch the empty form once; resolves to whether it is there. */
  async load() {
    if (this.part) return true;
    this.loading ??= ask(this.place.dataset.url);
    const part = await this.loading;
    this.loading = null;
    if (!this.part && part) {
      this.door.hidden = true;
      this.door.before(part);
      this.part = part;
      equip(part);
    }
    return Boolean(this.part);
  }

  click(event) {
    const reply = event.target.closest("[data-comment-reply]");
    const cancel = event.target.closest("[data-comment-cancel]");
    const open = event.target.closest("[data-comment-door] a");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!plain || !(reply || cancel || open)) return;
    event.preventDefault();
    if (cancel) this.comeBack();
    else this.open(reply, (reply ?? open).href);
  }

  /** Bring the form to where it is wanted; a text already begun comes along. */
  async open(reply, address) {
    if (!(await this.load()) || !this.form) {
      location.assign(address);
      return;
    }
    if (reply) this.answer(reply.closest("article"), reply.dataset.commentReply);
    this.form.elements.namedItem("comment").focus();
  }

  /** Begin the text with a quotation, as an answer where a comment is quoted that may be answered. */
  async quote({ text, comment }) {
    const reply = comment?.querySelector(":scope > article [data-comment-reply]");
    await this.open(reply, reply?.href ?? this.place.dataset.url);
    const field = this.form?.elements.namedItem("comment");
    if (!field) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.scrollIntoView({ block: "center" }); // the keyboard of a phone covers the lower half
  }

  /** Put the form under `article` and let it answer that comment, the key of which is `pk`. */
  answer(article, pk) {
    const name = article.querySelector(".comment-name").textContent;
    this.address(pk, this.part.dataset.answer.replace("{name}", () => name));
    this.title.after(this.wayBack());
    article.append(this.part);
  }

  /** Put the form back to where it stands by itself, for a comment on the post. */
  comeBack() {
    this.address("", this.part.dataset.title);
    this.door.before(this.part);
    this.form.elements.namedItem("comment").focus();
  }

  get title() {
    return this.part.querySelector("[data-comment-title]");
  }

  /** Say in the form, to the server and to the writer, what the comment answers. */
  address(pk, title) {
    this.form.elements.namedItem("reply_to").value = pk;
    this.title.textContent = title;
    this.part.querySelector("[data-comment-target]")?.remove();
  }

  wayBack() {
    const line = document.createElement("p");
    line.className = "comment-target";
    line.dataset.commentTarget = "";
    const cancel = document.createElement("a");
    cancel.href = this.place.dataset.url;
    cancel.dataset.commentCancel = "";
    cancel.textContent = this.part.dataset.cancel;
    line.append(cancel);
    return line;
  }

  async submit(event) {
    const form = event.target.closest("[data-comment-send]");
    if (!form) return;
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    const body = new FormData(form, event.submitter);
    const part = await ask(form.action, { method: "POST", body });
    form.removeAttribute("aria-busy");
    if (part) this.replace(part);
    else this.fail(form);
  }

  replace(part) {
    const isPosted = part.matches("[data-comment-posted]");
    this.part.replaceWith(part);
    // What was sent stays to be seen; the next comment gets a form of its own.
    this.part = isPosted ? null : part;
    this.door.hidden = !isPosted;
    equip(part);
    lead(part);
  }

  /** Say that nothing reached the server; the text stays where it is. */
  fail(form) {
    form.querySelector("[data-comment-failed]")?.remove();
    const message = document.createElement("p");
    message.className = "message message-error";
    message.dataset.commentFailed = "";
    message.setAttribute("role", "alert");
    message.textContent = this.place.dataset.failed;
    form.append(message);
  }
}

for (const section of document.querySelectorAll("[data-comments]")) {
  const place = section.querySelector("[data-comment-place]");
  if (place) new Writer(section, place);
}

// The form on a page of its own.
for (const part of document.querySelectorAll("main > [data-comment-form]")) equip(part);
