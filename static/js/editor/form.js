// The fields of the edit screen: Enter never submits, lengths are shown, a slug is suggested.
import { isComposing } from "../keys.js";

/** Initialise the form-wide features. */
export function startForm(form) {
  keepEnterFromSending(form);
  countCharacters(form);
  suggestSlug(form);
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

/** Show the length of a limited field beside its help text. */
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

/** Suggest a slug from the title; an entry without one gets it when the title first loses focus. */
function suggestSlug(form) {
  const slug = form.elements.namedItem("slug");
  const title = form.elements.namedItem("title");
  const button = form.querySelector("[data-suggest-slug]");
  if (!slug || !title || !button) return;
  const ask = async () => {
    const { slugUrl, slugKind, slugPk } = slug.dataset;
    const before = slug.value;
    const query = new URLSearchParams({ title: title.value, kind: slugKind, pk: slugPk });
    const response = await fetch(`${slugUrl}?${query}`).catch(() => null);
    if (!response?.ok) return;
    const suggestion = (await response.json()).slug;
    if (slug.value !== before) return; // typed while the suggestion was on its way
    slug.value = suggestion;
    slug.dispatchEvent(new Event("input", { bubbles: true }));
  };
  button.hidden = false;
  button.addEventListener("click", ask);
  title.addEventListener("change", () => {
    if (title.value && !slug.value && !slug.dataset.slugPk) ask();
  });
}
