// The reader's own state in a thread: likes, links to edit and delete their comments, and their held comments in
// place. Fetched when the thread scrolls into view; the page itself is the same for everyone.

import { inTurn } from "./cookies.js";
import { lastAnswersOf } from "./replies.js";
import { toast } from "./toast.js";

const KEY = /^comment-(\d+)$/;

/** The key of a comment's element, "" for another element. */
const keyOf = (item) => KEY.exec(item.id)?.[1] ?? "";

class Own {
  constructor(section) {
    this.section = section;
    this.asked = new Set();
    this.hasAsked = false;
    section.addEventListener("click", (event) => this.click(event));
    const near = new IntersectionObserver(
      ([entry]) => {
        if (!entry.isIntersecting) return;
        near.disconnect();
        this.ask();
        // More comments may be loaded below, and an own comment may have just been submitted.
        new MutationObserver(() => this.ask()).observe(section, { childList: true, subtree: true });
      },
      { rootMargin: "300px" },
    );
    near.observe(section);
  }

  /** Fetch the state of the comments on the page that have none yet. */
  async ask() {
    const items = [...this.section.querySelectorAll("li.comment[id]:not(.comment-held)")];
    const fresh = items.map(keyOf).filter((key) => key && !this.asked.has(key));
    if (this.busy || (this.hasAsked && !fresh.length)) return;
    this.busy = this.hasAsked = true;
    for (const key of fresh) this.asked.add(key);
    try {
      this.show(await this.fetchState({ of: fresh.join(",") }), fresh);
    } catch {
      // Without a connection the page stays as it is for everyone.
    }
    this.busy = false;
  }

  async fetchState(query) {
    const url = new URL(this.section.dataset.state, location.href);
    url.search = new URLSearchParams(query);
    const response = await fetch(url, { credentials: "same-origin" });
    if (!response.ok) throw new Error(response.statusText);
    return response.json();
  }

  show(state, keys) {
    const liked = new Set(state.liked.map(String));
    for (const key of keys) {
      const actions = document.querySelector(`#comment-${key} > article > .comment-actions`);
      if (!actions) continue;
      this.showLike(actions, key, state.likes[key] ?? 0, liked.has(key));
      if (state.own[key] && !actions.querySelector("[data-own]")) actions.append(part(state.own[key]));
    }
    for (const held of state.held) this.showHeld(held);
    this.section.dispatchEvent(new CustomEvent("comments:own", { detail: Object.keys(state.own) }));
  }

  /** Replace the link to the page of the like button by the button itself. */
  showLike(actions, key, count, likes) {
    const old = actions.querySelector("[data-comment-like]");
    if (!old) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "comment-like";
    button.dataset.commentLike = key;
    button.dataset.url = old.dataset.url ?? old.href;
    button.setAttribute("aria-pressed", String(likes));
    for (const child of [...old.childNodes]) {
      if (!child.classList?.contains("comment-like-count")) button.append(child.cloneNode(true));
    }
    if (count) {
      const number = document.createElement("span");
      number.className = "comment-like-count";
      number.textContent = count;
      button.append(" ", number);
    }
    const hadFocus = document.activeElement === old;
    old.replaceWith(button);
    if (hadFocus) button.focus();
  }

  /** Insert a held comment in its place; one that was just submitted is there already. */
  showHeld({ pk, parent, html }) {
    if (document.getElementById(`comment-${pk}`)) return;
    const item = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    const above = parent && document.getElementById(`comment-${parent}`);
    if (above) {
      lastAnswersOf(above).append(item);
      this.tellOfFolds(item);
    } else if (!parent) {
      this.list().append(item);
    }
  }

  /** Mark every fold around a held comment. */
  tellOfFolds(item) {
    const badge = item.querySelector(".comment-badge");
    for (let fold = item.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      const summary = fold.querySelector("summary");
      if (!summary.querySelector(".comment-badge")) summary.append(badge.cloneNode(true));
    }
  }

  /** The list of threads, created if there are no comments yet. */
  list() {
    const existing = this.section.querySelector("ol.thread");
    if (existing) return existing;
    const list = document.createElement("ol");
    list.className = "thread";
    const none = this.section.querySelector(".comments-none");
    if (none) none.replaceWith(list);
    else this.section.querySelector("h1, h2").after(list);
    return list;
  }

  async click(event) {
    const button = event.target.closest("button[data-comment-like]");
    if (!button || button.hasAttribute("aria-busy")) return;
    const likes = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-busy", "true");
    const answer = await inTurn(() => this.send(button.dataset.url, likes));
    button.removeAttribute("aria-busy");
    if (!answer) {
      toast(this.section.dataset.failed);
    } else if (answer.error) {
      toast(answer.error);
    } else {
      this.showLike(button.parentElement, button.dataset.commentLike, answer.count, answer.likes);
    }
  }

  /** Submit the like, with a CSRF token fetched for it. */
  async send(url, likes) {
    try {
      const { token } = await this.fetchState({ token: "1" });
      const response = await fetch(url, {
        method: "POST",
        credentials: "same-origin",
        headers: { Accept: "application/json", "X-CSRFToken": token },
        body: new URLSearchParams({ likes: likes ? "1" : "0" }),
      });
      return await response.json();
    } catch {
      return null;
    }
  }
}

/** The elements of an HTML fragment, marked as added. */
function part(html) {
  const box = document.createElement("span");
  box.className = "comment-own";
  box.dataset.own = "";
  box.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  return box;
}

for (const section of document.querySelectorAll("[data-comments][data-state]")) new Own(section);
