// The comment form of a thread: fetched when it scrolls into view, moved under the comment that is replied to,
// submitted without a page load. Without JavaScript, all links and forms work as plain pages.

import { inTurn } from "./cookies.js";
import { isComposing } from "./keys.js";
import { recall, remember, rememberedMap } from "./storage.js";

const NAME_KEY = "comment-name";
const DRAFT_DAYS = 30;
/** Drafts by the URL of the form: { name, text, answers, at }. */
const drafts = rememberedMap("comment-drafts", 20);

/** The URL of the HTML fragment of a page. */
function fragment(address) {
  const url = new URL(address, location.href);
  url.searchParams.set("fragment", "1");
  return url;
}

/** Fetch a fragment: { part, status }. No part if the response is not a fragment, status 0 without a response. */
async function ask(address, options = {}) {
  try {
    const response = await fetch(fragment(address), { credentials: "same-origin", ...options });
    const html = await response.text();
    const part = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    const isPart = part?.matches("[data-comment-form], [data-comment-posted]");
    return { part: isPart ? part : null, status: response.status };
  } catch {
    return { part: null, status: 0 };
  }
}

/** Store the draft on this device until it is submitted. */
class Draft {
  constructor(form) {
    this.form = form;
    this.place = new URL(form.action, location.href).pathname;
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.keep(), 300);
    });
    addEventListener("pagehide", () => this.keep());
    document.addEventListener("visibilitychange", () => this.keep());
  }

  field(name) {
    return this.form.elements.namedItem(name);
  }

  keep() {
    if (!this.form.isConnected) return;
    const text = this.field("comment").value;
    if (!text.trim()) {
      drafts.set(this.place, undefined);
      return;
    }
    const [name, answers] = [this.field("name")?.value ?? "", this.field("reply_to").value];
    drafts.set(this.place, { name, text, answers, at: Date.now() });
  }

  /** Restore the draft unless the form has text; return the comment that it replies to. */
  restore() {
    const kept = drafts.get(this.place);
    const isOld = kept && Date.now() - kept.at > DRAFT_DAYS * 86_400_000;
    if (!kept || isOld || this.field("comment").value) return "";
    this.field("comment").value = kept.text;
    const name = this.field("name");
    if (name && kept.name) name.value = kept.name;
    return kept.answers ?? "";
  }

  forget() {
    drafts.set(this.place, undefined);
  }
}

/** Show the length of the text near its limit. Counts characters as the server does. */
function count(field, words) {
  const limit = Number(field.dataset.limit);
  const line = field.form.querySelector("[data-comment-count]") ?? document.createElement("p");
  const length = [...field.value.replace(/\r\n?/g, "\n")].length;
  line.className = length > limit ? "help comment-over" : "help";
  line.dataset.commentCount = "";
  line.textContent = words.replace("{count}", length).replace("{limit}", limit);
  line.hidden = length < limit * 0.8;
  if (!line.isConnected) field.after(line);
}

/** Remove the errors of a field and of the form on input. */
function forgive(form, field) {
  field.closest(".field")?.querySelector(".errorlist")?.remove();
  field.removeAttribute("aria-invalid");
  form.querySelector("[data-comment-failed]")?.remove();
  form.closest("[data-comment-form]")?.querySelector("[data-comment-error]")?.remove();
}

/** Enhance a form: the remembered name, Ctrl/Cmd+Enter submits, Enter during a composition does not. */
function equip(part) {
  const form = part.querySelector("[data-comment-send]");
  const name = form?.elements.namedItem("name");
  if (name && !name.value) name.value = recall(NAME_KEY) ?? "";
  form?.addEventListener("input", (event) => {
    forgive(form, event.target);
    if (event.target.dataset.limit) count(event.target, part.dataset.count);
  });
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
    if (name) remember(NAME_KEY, name.value.trim());
  });
}

/** Show a message at the end of `box`; replaces an earlier one. */
function complain(box, text) {
  box.querySelector(":scope > [data-comment-failed]")?.remove();
  const message = document.createElement("p");
  message.className = "message message-error";
  message.dataset.commentFailed = "";
  message.setAttribute("role", "alert");
  message.textContent = text;
  box.append(message);
}

/** Scroll to the part that the reader must see after a response of the server. */
function lead(part) {
  const target =
    part.querySelector("[data-comment-error], [data-comment-preview]") ??
    part.querySelector("[aria-invalid=true]") ??
    (part.matches("[data-comment-posted]") ? part : null);
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
}

/** The comment form of a page. */
class Writer {
  constructor(section, place) {
    this.section = section;
    this.place = place;
    this.formLink = place.querySelector("[data-comment-form-link]");
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

  /** Fetch the empty form once; resolves to whether it exists. */
  async load() {
    if (this.part) return true;
    this.loading ??= inTurn(() => ask(this.place.dataset.url));
    const { part } = await this.loading;
    this.loading = null;
    if (!this.part && part) {
      this.place.querySelector(":scope > [data-comment-failed]")?.remove();
      this.formLink.hidden = true;
      this.formLink.before(part);
      this.part = part;
      equip(part);
      this.restore();
    }
    return Boolean(this.part);
  }

  /** Restore a draft, under the comment that it replies to if that is on the page. */
  restore() {
    if (!this.form) return;
    this.draft = new Draft(this.form);
    const answers = this.draft.restore();
    const reply = answers && this.section.querySelector(`[data-comment-reply="${CSS.escape(answers)}"]`);
    if (reply) this.answer(reply.closest("article"), answers);
  }

  click(event) {
    const reply = event.target.closest("[data-comment-reply]");
    const cancel = event.target.closest("[data-comment-cancel]");
    const open = event.target.closest("[data-comment-form-link] a, [data-comment-write]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!plain || !(reply || cancel || open)) return;
    event.preventDefault();
    if (cancel) this.comeBack();
    else this.open(reply, (reply ?? open).href);
  }

  /** Move the form to the requested place, with the text in it. */
  async open(reply, address) {
    if (!(await this.load())) {
      complain(reply?.closest("article") ?? this.place, this.place.dataset.failed);
      this.section.querySelector("[data-comment-failed]").scrollIntoView({ block: "center" });
      return;
    }
    if (!this.form) {
      location.assign(address);
      return;
    }
    if (reply) this.answer(reply.closest("article"), reply.dataset.commentReply);
    else if (this.form.elements.namedItem("reply_to").value) this.comeBack();
    this.form.elements.namedItem("comment").focus();
  }

  /** Start the text with a quotation; it is a reply if the quoted comment accepts replies. */
  async quote({ text, comment }) {
    const reply = comment?.querySelector(":scope > article [data-comment-reply]");
    await this.open(reply, reply?.href ?? this.place.dataset.url);
    const field = this.form?.elements.namedItem("comment");
    if (!field) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.scrollIntoView({ block: "center" }); // the on-screen keyboard covers the lower half
  }

  /** Move the form under `article`, as a reply to the comment `pk`. */
  answer(article, pk) {
    const name = article.querySelector(".comment-name").textContent;
    this.address(pk, this.part.dataset.answer.replace("{name}", () => name));
    this.title.after(this.wayBack());
    article.append(this.part);
  }

  /** Move the form back to its own place, for a comment on the post. */
  comeBack() {
    this.address("", this.part.dataset.title);
    this.formLink.before(this.part);
    this.form.elements.namedItem("comment").focus();
  }

  get title() {
    return this.part.querySelector("[data-comment-title]");
  }

  /** Set the comment that is replied to, in the hidden field and as text. */
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
    // Not every browser accepts the button as the second argument of FormData.
    const body = new FormData(form);
    const button = event.submitter ?? form.elements.namedItem("post");
    body.set(button.name, button.value);
    const { part, status } = await inTurn(() => ask(form.action, { method: "POST", body }));
    form.removeAttribute("aria-busy");
    if (part) this.replace(part);
    else this.fail(form, status);
  }

  replace(part) {
    const isPosted = part.matches("[data-comment-posted]");
    this.part.replaceWith(part);
    // The submitted comment stays visible; the next comment gets a new form.
    this.part = isPosted ? null : part;
    this.formLink.hidden = !isPosted;
    equip(part);
    if (isPosted) this.draft?.forget();
    else if (this.form) this.draft = new Draft(this.form);
    lead(part);
  }

  /** Show why the text was not submitted; the text stays in the form. */
  fail(form, status) {
    const { gone, busy, unsent } = this.place.dataset;
    if (status === 404 || status === 410) complain(form, gone);
    else complain(form, status ? busy : unsent);
  }
}

for (const section of document.querySelectorAll("[data-comments]")) {
  const place = section.querySelector("[data-comment-place]");
  if (place) new Writer(section, place);
}

// The form on its own page.
for (const part of document.querySelectorAll("main > [data-comment-form]")) {
  equip(part);
  const form = part.querySelector("[data-comment-send]");
  if (form) new Draft(form).restore();
}
// The page after submission: the draft is no longer needed.
const sent = document.querySelector("main > [data-comment-posted][data-form]");
if (sent) drafts.set(sent.dataset.form, undefined);
