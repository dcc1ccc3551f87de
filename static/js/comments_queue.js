// The moderation queue: keys, decisions that load no page, and the way back from each.
// Without this script every button is a form of its own.

import { isComposing } from "./keys.js";

const TOAST_SECONDS = 10;
const FEW = 10; // cards left when the next page is fetched
const SWITCH = "queue-keys"; // "off" in this device's storage: the keys are not wanted

const queue = document.querySelector("[data-queue]");
const part = (name) => queue.querySelector(`[data-queue-${name}]`);
const list = part("cards");
const chosen = part("chosen");
const help = part("help");
const toast = part("toast");
// Comments in whatever state stay on the page when they are decided about.
const stays = "stays" in queue.dataset;

/** What was decided, latest last: { cards, spots }. A spot is the card, or what keeps its room. */
const decisions = [];
let current = null;
let toastTimer = 0;
let isLoading = false;

// Requests, one after another: an undo never overtakes its decision.
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

/** The server's answer to a form, also one that refuses what was typed; null where there is none. */
async function send(address, body) {
  const headers = { Accept: "application/json" };
  try {
    const response = await fetch(address, { method: "POST", body, headers });
    const isTold = response.headers.get("Content-Type")?.startsWith("application/json");
    return isTold ? await response.json() : null;
  } catch {
    return null;
  }
}

function say(text) {
  const said = part("said");
  said.textContent = "";
  // A change after the emptying, so that the same words twice are announced twice.
  requestAnimationFrame(() => {
    said.textContent = text;
  });
}

function tell(answer) {
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

/** Give a card the whole screen of a phone; only where the list moves anyway, lest a tap miss what it is on. */
function show(card) {
  list.querySelector("[data-queue-shown]")?.removeAttribute("data-queue-shown");
  card?.setAttribute("data-queue-shown", "");
}

/** Make a card the current one and go there; where none is left, to the line that says so. */
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

/** The card to go on with when `leaving` are gone: the next one, else the one before. */
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

function takeAway(card) {
  const place = document.createComment("");
  card.replaceWith(place);
  return place;
}

function fromHtml(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.querySelector("[data-queue-card]");
}

/** Put a card as it is now in the place of `card`, with what is open and typed elsewhere on it. */
function renew(card, html, sent) {
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

/** Follow the link when it is near, also where it was near before. */
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
    // The link stays and leads there.
  } finally {
    isLoading = false;
  }
}

// Decisions
function sendDecision(those, verb) {
  const body = new FormData(chosen);
  body.delete("chosen");
  body.set("action", verb);
  for (const card of those) body.append("chosen", card.dataset.queueCard);
  return send(queue.dataset.decide, body);
}

function decide(those, verb) {
  if (!those.length) return;
  for (const card of those) select(card, false);
  const next = neighbour(those);
  const decision = { cards: those, spots: stays ? [...those] : those.map(takeAway) };
  decisions.push(decision);
  if (!stays || next) goTo(next);
  if (cards().length <= FEW) loadMore();
  inTurn(async () => {
    const answer = await sendDecision(those, verb);
    if (answer) {
      settle(decision, answer);
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

function undo() {
  const decision = decisions.pop();
  if (!decision) {
    say(queue.dataset.nothing);
    return;
  }
  inTurn(async () => {
    if (decision.hasFailed) return;
    const answer = await sendDecision(decision.cards, "undo");
    if (!answer) {
      decisions.push(decision);
      fail();
      return;
    }
    settle(decision, answer);
    const back = decision.cards.find((card) => card.isConnected);
    if (back) goTo(back);
    showToast(back ? "" : answer.said);
  });
}

/** Show the cards of a decision as the server tells them; those it does not tell have left. */
function settle(decision, answer) {
  tell(answer);
  decision.spots = decision.spots.map((spot, number) => {
    const card = decision.cards[number];
    const html = answer.cards[card.dataset.queueCard];
    if (!html) return spot === card ? takeAway(card) : spot;
    decision.cards[number] = spot === card ? renew(card, html) : fromHtml(html);
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
  tell(answer);
  const html = answer.cards[card.dataset.queueCard];
  if (!html) {
    const next = neighbour([card]);
    takeAway(card);
    goTo(next);
    if (cards().length <= FEW) loadMore();
    return;
  }
  const name = form.closest("[data-queue-part]").dataset.queuePart;
  const fresh = renew(card, html, form).querySelector(`[data-queue-part="${name}"]`);
  if (answer.open) fresh.querySelector("textarea, [aria-invalid], input[id]").focus();
  else fresh.querySelector("summary").focus();
}

queue.addEventListener("submit", (event) => {
  const form = event.target;
  const verb = form.dataset.queueDecide;
  if (verb) decide([form.closest("[data-queue-card]")], verb);
  else if (form === chosen) decide(selected(), event.submitter.value);
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

function answer() {
  const details = current?.querySelector('[data-queue-part="reply"]');
  if (!details) return;
  details.open = true;
  details.querySelector("textarea").focus();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => decideByKey("approve"),
  r: () => decideByKey("reject"),
  s: () => decideByKey("spam"),
  d: () => decideByKey("delete"),
  u: undo,
  e: answer,
  x: () => current && select(current),
  "/": () => part("search").focus(),
  "?": () => help.showModal(),
};
// A key held down goes through the list, but decides about one comment only.
const MAY_REPEAT = ["j", "k"];

function isTyping(element) {
  return element.matches(
    "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])",
  );
}

function keysAreOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

document.addEventListener("keydown", (event) => {
  if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (help.open || isTyping(event.target) || !keysAreOn()) return;
  const isLetter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  if (isLetter && event.shiftKey) return;
  const key = event.key.toLowerCase();
  if (!Object.hasOwn(KEYS, key) || (event.repeat && !MAY_REPEAT.includes(key))) return;
  event.preventDefault();
  KEYS[key]();
});

// In a field: Ctrl and Enter send it, Escape leaves it.
queue.addEventListener("keydown", (event) => {
  if (!isTyping(event.target)) return;
  if (isComposing(event)) {
    if (event.key === "Enter") event.preventDefault();
    return;
  }
  const card = event.target.closest("[data-queue-card]");
  if (event.key === "Escape") (card ?? current)?.focus();
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
  try {
    if (event.target.checked) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  } catch {
    // Storage is refused: the keys stay on.
  }
});

if (part("next")) watch(part("next"));
queue.dataset.alive = "";
part("help-open").hidden = false;
part("keys-on").checked = keysAreOn();
countSelected();
mark(cards()[0] ?? null);
show(current);
