// Threads: marks new comments since the last visit, opens folds for links into them, and loads the next page in
// place. Without JavaScript the next page is a normal page, and permanent URLs lead to the comment on its own page.

import { answersOf, lastAnswersOf } from "./replies.js";
import { rememberedMap } from "./storage.js";

const SEEN_KEY = "comments-seen-until";
const ENTRIES = 300; // posts whose newest comment is stored

/** Stored on this device: per entry the publication time of its newest comment, latest visit last. */
const seen = rememberedMap(SEEN_KEY, ENTRIES);

/** Open every fold around an element. */
function unfold(element) {
  for (let at = element?.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
}

/** Scroll to a comment and focus it, also for screen readers. */
function lead(comment) {
  unfold(comment);
  const article = comment.querySelector("article") ?? comment;
  article.tabIndex = -1;
  article.focus();
}

/** Open the folds around the URL's fragment. */
function followAddress() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.matches("[data-comment]") || !target.closest("details:not([open])")) return;
  unfold(target);
  target.scrollIntoView();
}

/** Publication time of a comment in milliseconds: later than its submission if it was held. */
function since(comment) {
  return Number(comment.dataset.since) || Date.parse(comment.querySelector("time").dateTime);
}

/** Marks comments since the last visit and shows their number. */
class News {
  constructor(section, box) {
    this.section = section;
    this.box = box;
    this.entry = box.dataset.key;
    this.own = new Set();
    this.last = seen.get(this.entry);
    this.mark();
    const near = new IntersectionObserver(([place]) => {
      if (!place.isIntersecting) return;
      near.disconnect();
      this.remember();
      this.isRead = true;
    });
    near.observe(section.querySelector("[data-thread-part]"));
  }

  get comments() {
    return [...this.section.querySelectorAll("[data-comment]")];
  }

  remember() {
    seen.set(this.entry, Math.max(this.last ?? 0, ...this.comments.map(since)));
  }

  mark() {
    if (this.last === undefined) return;
    const fresh = this.comments.filter((comment) => this.isNew(comment));
    for (const comment of fresh) {
      if (comment.hasAttribute("data-new")) continue;
      comment.dataset.new = "";
      comment.querySelector(".comment-date").before(this.label());
    }
    if (fresh.length > 0) this.announce(fresh.length);
    if (this.isRead) this.remember();
  }

  isNew(comment) {
    return since(comment) > this.last && !this.own.has(comment.dataset.comment);
  }

  /** Remove the marks from the reader's own comments. */
  disown(keys) {
    for (const key of keys) this.own.add(key);
    const marked = this.comments.filter((one) => one.hasAttribute("data-new") && this.own.has(one.dataset.comment));
    for (const comment of marked) {
      comment.removeAttribute("data-new");
      comment.querySelector(".comment-mark-new").remove();
    }
    if (marked.length === 0) return;
    this.box.replaceChildren();
    this.mark();
  }

  label() {
    const mark = document.createElement("span");
    mark.className = "comment-mark comment-mark-new";
    mark.textContent = this.box.dataset.mark;
    return mark;
  }

  /** A link to the first new comment in a live region, announced without interrupting. */
  announce(count) {
    const link = document.createElement("a");
    const first = () => this.section.querySelector("[data-new]");
    link.href = `#${first().id}`;
    link.textContent = this.box.dataset.words.replace("{count}", count);
    link.addEventListener("click", (event) => {
      event.preventDefault(); // the browser would move the focus again
      lead(first());
    });
    this.box.replaceChildren(link);
  }
}

/** Move the comments of one list into another, before held ones; an existing comment gets the new replies. */
function merge(list, into) {
  const added = [];
  const waiting = into.querySelector(":scope > .comment-held");
  for (const item of [...list.children]) {
    const twin = document.getElementById(item.id);
    if (!twin) {
      into.insertBefore(item, waiting);
      added.push(item);
    } else {
      for (const answers of answersOf(item)) added.push(...merge(answers, lastAnswersOf(twin)));
    }
  }
  return added;
}

/** Fetch the next page; null without a connection. */
async function ask(address) {
  try {
    const url = new URL(address, location.href);
    url.searchParams.set("fragment", "1");
    const response = await fetch(url, { credentials: "omit" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.querySelector("[data-thread-part]");
  } catch {
    return null;
  }
}

/** Append the next page to the one that ends with the link, and focus its first comment. */
async function readOn(link) {
  if (link.hasAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  const part = await ask(link.href);
  if (!part) {
    location.assign(link.href);
    return;
  }
  const here = link.closest("[data-thread-part]");
  const added = ["", "[data-thread-aside] > "].flatMap((where) => take(part, here, where));
  link.closest("p").replaceWith(...part.querySelectorAll(":scope > p"));
  here.dispatchEvent(new CustomEvent("thread:grown", { bubbles: true }));
  if (added.length > 0) lead(added[0]);
}

/** Append a list of a page (on topic or off topic) to the existing list of its kind; return the new comments. */
function take(part, here, where) {
  const selector = `:scope > ${where}[data-thread]`;
  const [list, into] = [part.querySelector(selector), here.querySelector(selector)];
  if (!list) return [];
  if (into) return merge(list, into);
  const items = [...list.children];
  here.append(list.closest("[data-thread-aside]") ?? list);
  return items;
}

for (const section of document.querySelectorAll("[data-comments]")) {
  const box = section.querySelector("[data-thread-news]");
  if (!box) continue;
  const news = new News(section, box);
  section.addEventListener("thread:grown", () => news.mark());
  section.addEventListener("comments:own", ({ detail }) => news.disown(detail));
  section.addEventListener("click", (event) => {
    const link = event.target.closest("[data-thread-more]");
    const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain) return;
    event.preventDefault();
    readOn(link);
  });
}

addEventListener("hashchange", followAddress);
followAddress();
