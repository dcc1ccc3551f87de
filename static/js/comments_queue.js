// The moderation queue: a decision takes the card away without loading the page, and can be undone.
// Without this script every button is a form of its own.

import { isComposing } from "./keys.js";

const queue = document.querySelector("[data-queue]");
const said = queue.querySelector("[data-queue-said]");

/** Send a form; what the server answers, or null where it refused or cannot be reached. */
async function send(form) {
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/** The address of the decision that takes the last one back. */
function undoAddress(form) {
  return form.action.replace(/[a-z]+\/$/, "undo/");
}

/** One line in place of the card: what was decided, and the way back. */
function lineFor(card, form, text) {
  const line = document.createElement("p");
  line.className = "queue-done";
  line.append(text);
  if (form.action.endsWith("/reply/")) return line;
  const undo = document.createElement("button");
  undo.type = "button";
  undo.className = "queue-button";
  undo.textContent = queue.dataset.undo;
  undo.addEventListener("click", async () => {
    form.action = undoAddress(form);
    const answer = await send(form);
    if (!answer) return fail();
    line.replaceWith(card);
    settle(answer);
    card.querySelector("button").focus();
  });
  line.append(" ", undo);
  return line;
}

function settle(answer) {
  said.textContent = answer.said;
  queue.querySelector("[data-queue-waiting]").textContent = answer.waiting;
}

function fail() {
  said.textContent = queue.dataset.failed;
  said.scrollIntoView({ block: "nearest" });
}

/** The next card's first button, so that a row of decisions needs no search for the place. */
function next(line) {
  const cards = [...queue.querySelectorAll("[data-queue-card]")];
  const after = cards.find((card) => line.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING);
  return (after ?? cards[0])?.querySelector("button");
}

queue.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-queue-send]");
  if (!form) return;
  event.preventDefault();
  const card = form.closest("[data-queue-card]");
  if (card.hasAttribute("aria-busy")) return;
  card.setAttribute("aria-busy", "true");
  const action = form.action;
  const answer = await send(form);
  card.removeAttribute("aria-busy");
  if (!answer) {
    // A refused answer comes back with its reasons on a page of its own, the text kept.
    if (action.endsWith("/reply/")) form.submit();
    else fail();
    return;
  }
  const line = lineFor(card, form, answer.said);
  card.replaceWith(line);
  settle(answer);
  next(line)?.focus();
});

queue.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || isComposing(event) || !(event.ctrlKey || event.metaKey)) return;
  if (event.target.matches("textarea")) event.target.form.requestSubmit();
});
