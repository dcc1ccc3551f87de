// The form around the text: nothing unsaved is lost, and Enter in a field never sends it.
import { isComposing } from "../keys.js";

/** Attach everything that is about the form as a whole. */
export function startForm(form) {
  warnBeforeLeaving(form);
  keepEnterFromSending(form);
  countCharacters(form);
  suggestSlug(form);
}

function contents(form) {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  return new URLSearchParams([...data].filter(([, value]) => typeof value === "string")).toString();
}

function warnBeforeLeaving(form) {
  const mark = form.querySelector("[data-saved]");
  const isRejected = Boolean(form.querySelector(".errornote"));
  let saved = isRejected ? "" : contents(form);
  let sending = false;
  const isChanged = () => contents(form) !== saved;
  const tell = () => {
    if (mark) mark.textContent = isChanged() ? mark.dataset.textUnsaved : "";
  };
  form.addEventListener("input", tell);
  form.addEventListener("change", tell);
  form.addEventListener("submit", () => {
    sending = true;
  });
  // Back to this page from the browser's memory: sending is over.
  window.addEventListener("pageshow", () => {
    sending = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!sending && isChanged()) event.preventDefault();
  });
  tell();
}

function keepEnterFromSending(form) {
  form.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.key !== "Enter") return;
    const field = event.target;
    const isLine = field instanceof HTMLInputElement && !["submit", "button"].includes(field.type);
    if (!isLine && field.name !== "title") return;
    event.preventDefault();
    if (field.name === "title") form.elements.namedItem("body")?.focus();
  });
}

/** How much of a limited field is used, beside its help text. */
function countCharacters(form) {
  for (const field of form.querySelectorAll("[data-count]")) {
    const output = document.createElement("span");
    output.className = "count";
    const count = () => {
      output.textContent = `${[...field.value].length} / ${field.dataset.count}`;
    };
    field.insertAdjacentElement("afterend", output);
    field.addEventListener("input", count);
    count();
  }
}

/** Offer an address from the title; an entry without one gets it when its title is first left. */
function suggestSlug(form) {
  const slug = form.elements.namedItem("slug");
  const title = form.elements.namedItem("title");
  const button = form.querySelector("[data-suggest-slug]");
  if (!slug || !title || !button) return;
  const ask = async () => {
    const { slugUrl, slugKind, slugPk } = slug.dataset;
    const query = new URLSearchParams({ title: title.value, kind: slugKind, pk: slugPk });
    const response = await fetch(`${slugUrl}?${query}`).catch(() => null);
    if (!response?.ok) return;
    slug.value = (await response.json()).slug;
    slug.dispatchEvent(new Event("input", { bubbles: true }));
  };
  button.hidden = false;
  button.addEventListener("click", ask);
  title.addEventListener("change", () => {
    if (title.value && !slug.value && !slug.dataset.slugPk) ask();
  });
}
