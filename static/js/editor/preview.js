// The live preview: the server renders the text, shown here in the site's own typography.
import { PreviewFrame } from "./preview_frame.js";
import { followScroll } from "./scroll_sync.js";

const DELAY = 350;
/** Fields that change how the text is rendered, or what the server notices about it. */
const NAMES = ["language", "hard_breaks", "title", "go_live_at", "is_advertising"];

/** Request a preview when typing pauses; only the newest response is shown. */
export function startPreview(editor, field) {
  const pane = editor.querySelector("[data-preview-pane]");
  const view = new PreviewFrame(pane);
  const followSource = followScroll(field, pane);
  const error = editor.querySelector("[data-preview-error]");
  let timer = 0;
  let running = null;

  async function update() {
    running?.abort();
    const request = new AbortController();
    running = request;
    try {
      const answer = await ask(field, request.signal);
      if (request.signal.aborted) return;
      show(answer);
    } catch (problem) {
      if (request.signal.aborted) return;
      error.textContent = problem.reason ?? editor.dataset.textOffline;
      error.hidden = false;
    }
  }

  function show(answer) {
    error.hidden = true;
    view.show(answer.html);
    followSource();
    showCounts(editor, answer);
    showNotices(editor, answer.notices);
  }

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(update, DELAY);
  }

  field.addEventListener("input", schedule);
  field.form.addEventListener("change", (event) => {
    if (NAMES.includes(event.target.name)) schedule();
  });
  update();
}

/** Send the text; an unsuccessful response is thrown as `{reason}`, a translated message. */
async function ask(field, signal) {
  const form = field.form;
  const values = new FormData(form);
  const body = new FormData();
  body.set("content", field.value);
  for (const name of NAMES) if (values.has(name)) body.set(name, values.get(name));
  if (form.querySelector("[data-public]")) body.delete("go_live_at"); // a plan of the past
  const { kind, pk } = form.querySelector("[data-write]").dataset;
  body.set("kind", kind);
  body.set("pk", pk);
  const response = await fetch(field.dataset.markdownxUrlsPath, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value },
    body,
    signal,
  });
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const answer = isJson ? await response.json() : {};
  if (!response.ok) {
    throw { reason: answer.error ?? field.closest("[data-editor]").dataset.textFailed };
  }
  return answer;
}

function showCounts(editor, answer) {
  const { textCharacters, textMinutes } = editor.dataset;
  const count = answer.characters.toLocaleString(document.documentElement.lang);
  editor.querySelector("[data-counts]").textContent = [
    textCharacters.replace("{count}", count),
    textMinutes.replace("{count}", answer.minutes),
  ].join(" · ");
  const excerpt = document.querySelector("[name=excerpt]");
  if (excerpt) excerpt.placeholder = answer.excerpt;
}

function showNotices(editor, notices) {
  const section = document.querySelector("[data-notices]");
  const list = document.querySelector("[data-notices-list]");
  if (!section) return;
  section.hidden = notices.length === 0;
  const shown = JSON.stringify(notices);
  if (list.dataset.shown === shown) return; // unchanged notices are not announced again
  list.dataset.shown = shown;
  list.replaceChildren(...notices.map((notice) => item(editor, notice)));
}

function item(editor, notice) {
  const row = document.createElement("li");
  if (notice.line) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "notice-line";
    button.textContent = editor.dataset.textLine.replace("{line}", notice.line);
    button.addEventListener("click", () => goToLine(editor.querySelector("textarea"), notice.line));
    row.append(button, " ");
  }
  row.append(notice.message);
  return row;
}

/** Select a line of the text and scroll to it. */
function goToLine(field, line) {
  const lines = field.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  field.scrollTop = (field.scrollHeight * (line - 3)) / lines.length;
}
