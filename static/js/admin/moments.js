// Date and time fields: WebKit shows the current date in an empty field, so the value is also shown as text.

/** Show the value as text beside the field, with a clear button. @param {HTMLInputElement} field */
export function startMoment(field) {
  const box = document.createElement("span");
  const line = document.createElement("span");
  const words = document.createElement("span");
  const clear = document.createElement("button");
  box.className = "moment-field";
  line.className = "moment";
  words.id = `${field.id}_words`;
  clear.type = "button";
  clear.className = "moment-clear";
  clear.textContent = field.dataset.textClear;
  const label = field.labels?.[0]?.textContent.trim().replace(/[:：]$/, "") ?? "";
  clear.setAttribute("aria-label", `${field.dataset.textClear}: ${label}`);
  line.append(words, clear);
  field.replaceWith(box);
  box.append(field, line);
  const described = field.getAttribute("aria-describedby") ?? "";
  field.setAttribute("aria-describedby", `${described} ${words.id}`.trim());
  const show = () => {
    words.textContent = field.value ? inWords(field) : field.dataset.textEmpty;
    clear.hidden = !field.value;
  };
  clear.addEventListener("click", () => {
    field.value = "";
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    field.focus();
  });
  for (const type of ["input", "change"]) field.addEventListener(type, show); // scripts send "change"
  field.form?.addEventListener("reset", () => setTimeout(show));
  addEventListener("pageshow", show); // the browser may have restored another value
  show();
}

const DAY = { year: "numeric", month: "long", day: "numeric", weekday: "short" };
const TIME = { hour: "numeric", minute: "2-digit" };

function inWords({ type, value }) {
  const hasTime = type === "datetime-local";
  const moment = new Date(hasTime ? value : `${value}T00:00`);
  const form = hasTime ? { ...DAY, ...TIME } : DAY;
  return new Intl.DateTimeFormat(document.documentElement.lang, form).format(moment);
}
