// The live preview: the server renders the text, shown here in the site's own typography.
const DELAY = 350;

/** Request a preview when typing pauses; only the newest response is shown. */
export function startPreview(editor, field) {
  const view = makeView(editor.querySelector("[data-preview]"));
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
    showCounts(editor, answer);
    showNotices(editor, answer.notices);
  }

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(update, DELAY);
  }

  field.addEventListener("input", schedule);
  for (const name of ["language", "hard_breaks"]) {
    field.form.elements.namedItem(name)?.addEventListener("change", schedule);
  }
  followScroll(field, editor.querySelector("[data-preview-pane]"));
  update();
}

/** Send the text; an unsuccessful response is thrown as `{reason}`, a translated message. */
async function ask(field, signal) {
  const form = field.form;
  const body = new FormData();
  body.set("content", field.value);
  for (const name of ["language", "hard_breaks"]) {
    const other = form.elements.namedItem(name);
    if (other) body.set(name, other.value);
  }
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

/** A shadow root with the public style sheets, so that neither the admin's nor the site's styles apply to the other. */
function makeView(host) {
  const root = host.attachShadow({ mode: "open" });
  for (const address of host.dataset.styles.split(" ")) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    root.append(link);
  }
  const body = document.createElement("div");
  body.className = "prose";
  root.append(body);
  body.addEventListener("click", openElsewhere);
  return {
    show(html) {
      body.lang = document.querySelector("[name=language]")?.value || document.documentElement.lang;
      // Sanitised by the server; scripts in it would not run here anyway.
      body.innerHTML = html;
    },
  };
}

/** Open links of the preview in a new tab, never in place of the edit screen. */
function openElsewhere(event) {
  const link = event.target.closest("a[href]");
  if (!link) return;
  event.preventDefault();
  const target = link.getAttribute("href");
  if (target.startsWith("#")) {
    link.getRootNode().getElementById(decodeURIComponent(target.slice(1)))?.scrollIntoView();
  } else {
    window.open(link.href, "_blank", "noopener");
  }
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

function followScroll(field, pane) {
  field.addEventListener("scroll", () => {
    const range = field.scrollHeight - field.clientHeight;
    if (range > 0) pane.scrollTop = (field.scrollTop / range) * (pane.scrollHeight - pane.clientHeight);
  });
}
