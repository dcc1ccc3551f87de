// The menu editor without page loads: the server does all the work, and parts of its response are swapped in.
import { isComposing } from "../keys.js";

const form = document.querySelector("[data-menu-editor]");
const INDENT = 32; // pixels to the right that make an item a child of the one before
let changed = false;
let running = null;

/** Submit the form in the background with one of its buttons; `parts` names the parts to replace. */
async function press(value, parts = ["messages", "rows", "preview", "offers"]) {
  running?.abort();
  const request = new AbortController();
  running = request;
  const body = new FormData(form);
  body.set("do", value);
  const said = form.querySelector("[data-menu-status]");
  try {
    const response = await fetch(form.action, { method: "POST", body, signal: request.signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const editor = page.querySelector("[data-menu-editor]");
    if (!editor) throw new Error("no editor in the answer");
    said.textContent = "";
    for (const name of parts) swap(name, editor);
    if (parts.includes("rows")) {
      for (const field of form.querySelectorAll("[name^=row-][name$=_FORMS], [name^=new_]"))
        field.value = editor.querySelector(`[name="${field.name}"]`).value;
    }
    form.parentElement.classList.add("is-live");
    dress();
  } catch (problem) {
    if (problem.name !== "AbortError") said.textContent = form.dataset.textFailed;
  }
}

function swap(name, editor) {
  const part = form.querySelector(`[data-menu-part=${name}]`);
  const open = [...part.querySelectorAll("details")].map((group) => group.open);
  part.replaceChildren(...editor.querySelector(`[data-menu-part=${name}]`).childNodes);
  const groups = part.querySelectorAll("details");
  if (groups.length === open.length) groups.forEach((group, at) => (group.open = open[at]));
}

/** Initialise the script features of replaced parts. */
function dress() {
  for (const handle of form.querySelectorAll("[data-handle]")) handle.hidden = false;
  const host = form.querySelector("[data-preview]");
  const template = host.querySelector("template");
  if (template && !host.shadowRoot) {
    host.attachShadow({ mode: "open" }).append(template.content.cloneNode(true));
    template.remove();
  }
  host.inert = false;
  host.shadowRoot?.addEventListener("click", (event) => {
    if (event.target.closest("a")) event.preventDefault();
  });
}

form.addEventListener("submit", async (event) => {
  const value = event.submitter?.value ?? "find";
  if (value === "save" || value === "overwrite") {
    changed = false;
    return;
  }
  event.preventDefault();
  if (value !== "find") changed ||= value !== "show";
  await press(value, value === "find" ? ["offers"] : undefined);
  form.querySelector(`button[value="${value}"]`)?.focus();
});

let timer = 0;
form.addEventListener("input", (event) => {
  const isSearch = event.target.matches("[data-menu-search]");
  changed ||= !isSearch;
  if (event.isComposing || event.target.matches("[type=checkbox], [name^=new_], [data-order]")) return;
  clearTimeout(timer);
  timer = setTimeout(() => press(isSearch ? "find" : "show", [isSearch ? "offers" : "preview"]), 300);
});
form.addEventListener("compositionend", (event) => {
  event.target.dispatchEvent(new Event("input", { bubbles: true }));
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && isComposing(event)) event.preventDefault();
});
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});

// Dragging by the handle: up and down changes the order, left and right changes the level.
form.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button) return;
  event.preventDefault();
  const row = handle.closest("[data-row]");
  const from = event.clientX;
  const level = row.querySelector("[name$=-level]");
  const wasBelow = level.value === "1";
  const listeners = new AbortController();
  const on = (name, handler) =>
    document.addEventListener(name, handler, { signal: listeners.signal });
  row.classList.add("is-dragged");
  on("pointermove", (move) => {
    const over = document.elementFromPoint(row.getBoundingClientRect().left + 40, move.clientY);
    const other = over?.closest("[data-row]");
    if (other && other !== row) {
      const box = other.getBoundingClientRect();
      other[move.clientY < box.top + box.height / 2 ? "before" : "after"](row);
    }
    const shift = move.clientX - from;
    const isBelow = wasBelow ? shift > -INDENT : shift > INDENT;
    level.value = isBelow && row.previousElementSibling ? "1" : "0";
    row.classList.toggle("is-below", level.value === "1");
  });
  const drop = () => {
    listeners.abort();
    row.classList.remove("is-dragged");
    const rows = [...form.querySelectorAll("[data-row]")];
    rows.forEach((each, at) => (each.querySelector("[data-order]").value = (at + 1) * 10));
    rows[0].querySelector("[name$=-level]").value = "0";
    changed = true;
    press("show");
  };
  on("pointerup", drop);
  on("pointercancel", drop);
});

form.parentElement.classList.add("is-live");
dress();
