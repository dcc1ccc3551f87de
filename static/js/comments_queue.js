// The moderation queue: keyboard shortcuts, decisions without page loads, and undo.
// Without JavaScript every button is a form.

import { isComposing } from "./keys.js";
import { recall, remember } from "./storage.js";

const TOAST_SECONDS = 10;
const FEW = 10; // cards left when the next page is fetched
const SWITCH = "queue-keys"; // "off" in localStorage: keyboard shortcuts are disabled

const queue = document.querySelector("[data-queue]");
const part = (name) => queue.querySelector(`[data-queue-${name}]`);
const list = part("cards");
const chosen = part("chosen");
const help = part("help");
const toast = part("toast");
// In a list of comments in any state, decided comments stay on the page.
const stays = "stays" in queue.dataset;

/** Decisions, latest last: { cards, spots }. A spot is the card, or the placeholder of a removed card. */
const decisions = [];
let current = null;
let toastTimer = 0;
let isLoading = false;

// Requests run one after another: an undo never overtakes its decision.
let turn = Promise.resolve();
let pending = 0;

function inTurn(task) {
  pending += 1;
  turn = turn.then(task).finally(() => {
    pending -= 1;
  });
}

addEventListener("beforeunload", (event) => {
  if (pending) event.preventDefault();
});

/** Submit a form; return the JSON response, also of an invalid form, or null without one. */
async function send(address, body) {
  const headers = { Accept: "application/json" };
  try {
    const response = await fetch(address, { method: "POST", body, headers });
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return isJson ? await response.json() : null;
  } catch {
    return null;
  }
}

function say(text) {
  const said = part("said");
  said.textContent = "";
  // Emptied first, so that the same text is announced again.
  requestAnimationFrame(() => {
    said.textContent = text;
  });
}

function announce(answer) {
  say(answer.said);
  for (const [tab, count] of Object.entries(answer.counts ?? {})) {
    queue.querySelector(`[data-queue-count="${tab}"]`).textContent = count;
  }
}

function showToast(text) {
  clearTimeout(toastTimer);
  toast.hidden = !text;
  part("toast-text").textContent = text;
  if (text) toastTimer = setTimeout(showToast, TOAST_SECONDS * 1000, "");
}

function fail() {
  say(queue.dataset.failed);
  showToast(queue.dataset.failed);
}

// Cards
function cards() {
  return [...list.querySelectorAll("[data-queue-card]")];
}

function selected() {
  return cards().filter((card) => card.querySelector("[data-queue-choose]").checked);
}

function mark(card) {
  current?.removeAttribute("aria-current");
  current = card;
  current?.setAttribute("aria-current", "true");
}

/** Show a card full screen on phones; only when the list scrolls anyway, so that a tap does not miss its target. */
function show(card) {
  list.querySelector("[data-queue-shown]")?.removeAttribute("data-queue-shown");
  card?.setAttribute("data-queue-shown", "");
}

/** Make a card the current one and scroll to it; without a card, scroll to the message that the queue is empty. */
function goTo(card) {
  mark(card ?? null);
  show(card);
  const empty = part("empty");
  empty.hidden = cards().length > 0;
  const target = card ?? empty;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: card ? "start" : "nearest" });
}

function move(step) {
  const all = cards();
  const next = all[all.indexOf(current) + step];
  if (next) goTo(next);
}

/** The card to continue with after `leaving` are removed: the next one, else the previous one. */
function neighbour(leaving) {
  const all = cards();
  const last = all.indexOf(leaving.at(-1));
  const others = (card) => !leaving.includes(card);
  return all.slice(last + 1).find(others) ?? all.slice(0, last).findLast(others);
}

function select(card, isSelected = !card.querySelector("[data-queue-choose]").checked) {
  card.querySelector("[data-queue-choose]").checked = isSelected;
  countSelected();
}

function countSelected() {
  const count = selected().length;
  chosen.hidden = count === 0;
  part("chosen-count").textContent = count;
}

function removeCard(card) {
  const place = document.createComment("");
  card.replaceWith(place);
  return place;
}

function fromHtml(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.querySelector("[data-queue-card]");
}

/** Replace `card` by its new HTML; keep open sections and typed text of its other forms. */
function replaceCard(card, html, sent) {
  const fresh = fromHtml(html);
  for (const details of card.querySelectorAll("details[open]")) {
    fresh.querySelector(`[data-queue-part="${details.dataset.queuePart}"]`)?.setAttribute("open", "");
  }
  for (const field of card.querySelectorAll("textarea, select, input[id]")) {
    const same = field.form === sent ? null : fresh.querySelector(`#${CSS.escape(field.id)}`);
    if (same) same.value = field.value;
  }
  const hadFocus = card.contains(document.activeElement);
  card.replaceWith(fresh);
  if (card === current) mark(fresh);
  fresh.toggleAttribute("data-queue-shown", card.hasAttribute("data-queue-shown"));
  if (hadFocus) fresh.focus({ preventScroll: true });
  return fresh;
}

const watcher = new IntersectionObserver((places) => {
  if (places.some((place) => place.isIntersecting)) loadMore();
}, { rootMargin: "600px" });

/** Load more when the link scrolls near, also if it is near already. */
function watch(link) {
  watcher.unobserve(link);
  watcher.observe(link);
}

async function loadMore() {
  const next = part("next");
  if (!next || isLoading) return;
  isLoading = true;
  try {
    const response = await fetch(next.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = [...page.querySelectorAll("[data-queue-card]")];
    list.append(...fresh.filter((card) => !document.getElementById(card.id)));
    part("empty").textContent = page.querySelector("[data-queue-empty]").textContent;
    const further = page.querySelector("[data-queue-next]");
    if (further) {
      next.href = further.href;
      next.textContent = further.textContent;
      watch(next);
    } else {
      next.remove();
    }
    if (!current && fresh.length) goTo(cards()[0]);
  } catch {
    // The link stays and works as a normal link.
  } finally {
    isLoading = false;
  }
}

// Decisions
function sendDecision(those, verb, barred = "") {
  const body = new FormData(chosen);
  body.delete("chosen");
  body.set("action", verb);
  if (barred) body.set("barred", barred);
  for (const card of those) body.append("chosen", card.dataset.queueCard);
  return send(queue.dataset.decide, body);
}

function decide(those, verb) {
  if (!those.length) return;
  for (const card of those) select(card, false);
  const next = neighbour(those);
  const decision = { cards: those, spots: stays ? [...those] : those.map(removeCard) };
  decisions.push(decision);
  if (!stays || next) goTo(next);
  if (cards().length <= FEW) loadMore();
  inTurn(async () => {
    const answer = await sendDecision(those, verb);
    if (answer) {
      applyResponse(decision, answer);
      showToast(answer.said);
      return;
    }
    decisions.splice(decisions.indexOf(decision), 1);
    decision.hasFailed = true;
    decision.spots.forEach((spot, number) => spot.replaceWith(decision.cards[number]));
    goTo(decision.cards[0]);
    fail();
  });
}

/** Block the commenter of a card and mark all their held comments as spam: one decision with one undo. */
function block(form) {
  const card = form.closest("[data-queue-card]");
  const body = new FormData(form);
  const decision = { cards: [card], spots: [stays ? card : null] };
  const next = neighbour([card]);
  if (!stays) decision.spots = [removeCard(card)];
  decisions.push(decision);
  if (!stays || next) goTo(next);
  inTurn(async () => {
    const answer = await send(form.action, body);
    if (!answer?.barred) {
      decisions.splice(decisions.indexOf(decision), 1);
      decision.hasFailed = true;
      if (!stays) decision.spots[0].replaceWith(card);
      goTo(card);
      if (answer) showToast(answer.said);
      else fail();
      return;
    }
    decision.barred = answer.barred;
    const gone = answer.decided.map(String).filter((key) => key !== card.dataset.queueCard);
    const others = cards().filter((one) => gone.includes(one.dataset.queueCard));
    const after = others.includes(current) ? neighbour(others) : current;
    decision.cards.push(...others);
    decision.spots.push(...(stays ? others : others.map(removeCard)));
    applyResponse(decision, answer);
    if (after !== current) goTo(after);
    if (cards().length <= FEW) loadMore();
    showToast(answer.said);
  });
}

function undo() {
  const decision = decisions.pop();
  if (!decision) {
    say(queue.dataset.nothing);
    return;
  }
  inTurn(async () => {
    if (decision.hasFailed) return;
    const answer = await sendDecision(decision.cards, "undo", decision.barred);
    if (!answer) {
      decisions.push(decision);
      fail();
      return;
    }
    applyResponse(decision, answer);
    const back = decision.cards.find((card) => card.isConnected);
    if (back) goTo(back);
    showToast(back ? "" : answer.said);
  });
}

/** Update the cards of a decision from the response; a card that it does not contain is removed. */
function applyResponse(decision, answer) {
  announce(answer);
  decision.spots = decision.spots.map((spot, number) => {
    const card = decision.cards[number];
    const html = answer.cards[card.dataset.queueCard];
    if (!html) return spot === card ? removeCard(card) : spot;
    decision.cards[number] = spot === card ? replaceCard(card, html) : fromHtml(html);
    if (spot !== card) spot.replaceWith(decision.cards[number]);
    return decision.cards[number];
  });
  part("empty").hidden = cards().length > 0;
}

// Forms
async function sendForm(form, button) {
  const card = form.closest("[data-queue-card]");
  if (card.hasAttribute("aria-busy")) return;
  card.setAttribute("aria-busy", "true");
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  const answer = await send(form.action, body);
  card.removeAttribute("aria-busy");
  if (!answer) {
    fail();
    return;
  }
  announce(answer);
  const html = answer.cards[card.dataset.queueCard];
  if (!html) {
    const next = neighbour([card]);
    removeCard(card);
    goTo(next);
    if (cards().length <= FEW) loadMore();
    return;
  }
  const name = form.closest("[data-queue-part]").dataset.queuePart;
  const fresh = replaceCard(card, html, form).querySelector(`[data-queue-part="${name}"]`);
  if (answer.open) fresh.querySelector("textarea, [aria-invalid], input[id]").focus();
  else fresh.querySelector("summary").focus();
}

queue.addEventListener("submit", (event) => {
  const form = event.target;
  const verb = form.dataset.queueDecide;
  if (verb) decide([form.closest("[data-queue-card]")], verb);
  else if (form === chosen) decide(selected(), event.submitter.value);
  else if (form.matches("[data-queue-bar]")) block(form);
  else if (form.matches("[data-queue-form]")) sendForm(form, event.submitter);
  else return;
  event.preventDefault();
});

// Keys
function decideByKey(verb) {
  const those = selected();
  if (those.length) decide(those, verb);
  else if (current?.querySelector(`[data-queue-decide="${verb}"]`)) decide([current], verb);
}

function openReply() {
  const details = current?.querySelector('[data-queue-part="reply"]');
  if (!details) return;
  details.open = true;
  details.querySelector("textarea").focus();
}

function blockByKey() {
  const form = current?.querySelector("[data-queue-bar]");
  if (form) block(form);
}

/** Insert the canned reply of that number into the reply of the current card. */
function insertCannedReply(number) {
  const choice = current?.querySelector("[data-queue-canned] select");
  if (!choice?.options[number]) return;
  choice.closest("details").open = true;
  choice.selectedIndex = number;
  choice.form.requestSubmit(choice.form.querySelector("[name=insert]"));
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => decideByKey("approve"),
  r: () => decideByKey("reject"),
  s: () => decideByKey("spam"),
  d: () => decideByKey("delete"),
  u: undo,
  b: blockByKey,
  e: openReply,
  x: () => current && select(current),
  "/": () => part("search").focus(),
  "?": () => help.showModal(),
};
// A key held down may move through the list, but decides only once.
const MAY_REPEAT = ["j", "k"];

function isTyping(element) {
  return element.matches(
    "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])",
  );
}

function keysAreOn() {
  return recall(SWITCH) !== "off";
}

document.addEventListener("keydown", (event) => {
  if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (help.open || isTyping(event.target) || !keysAreOn()) return;
  const isLetter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  if (isLetter && event.shiftKey) return;
  if (/^[1-9]$/.test(event.key) && !event.repeat) {
    insertCannedReply(Number(event.key));
    return;
  }
  const key = event.key.toLowerCase();
  if (!Object.hasOwn(KEYS, key) || (event.repeat && !MAY_REPEAT.includes(key))) return;
  event.preventDefault();
  KEYS[key]();
});

// In a field: Ctrl+Enter submits, Escape leaves it.
queue.addEventListener("keydown", (event) => {
  if (!isTyping(event.target)) return;
  if (isComposing(event)) {
    if (event.key === "Enter") event.preventDefault();
    return;
  }
  const card = event.target.closest("[data-queue-card]");
  if (event.key === "Escape") (card ?? current)?.focus();
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit && event.altKey && !event.ctrlKey && event.target.closest(".queue-reply") && keysAreOn()) {
    event.preventDefault(); // on a Mac, Alt types another character
    insertCannedReply(Number(digit));
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.target.form.requestSubmit();
  }
});

queue.addEventListener("focusin", (event) => {
  const card = event.target.closest("[data-queue-card]");
  if (card && card !== current) mark(card);
});
queue.addEventListener("change", (event) => {
  if (event.target.matches("[data-queue-choose]")) countSelected();
});
part("undo").addEventListener("click", undo);
part("help-open").addEventListener("click", () => help.showModal());
part("keys-on").addEventListener("change", (event) => {
  remember(SWITCH, event.target.checked ? null : "off");
});

if (part("next")) watch(part("next"));
queue.dataset.alive = "";
part("help-open").hidden = false;
part("keys-on").checked = keysAreOn();
countSelected();
mark(cards()[0] ?? null);
show(current);
