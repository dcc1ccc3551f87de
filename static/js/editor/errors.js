// The errors of a rejected form, shown at its fields without leaving the page.

const ERRORS = ".errorlist";

/**
 * Replace the errors of `form` by those of `fresh`, the form in the server's response.
 * @param {HTMLFormElement} form
 * @param {HTMLFormElement} fresh
 */
export function showErrors(form, fresh) {
  for (const list of form.querySelectorAll(ERRORS)) list.remove();
  showConflict(form, fresh);
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const row of form.querySelectorAll(".errors")) row.classList.remove("errors");
  const wasTyping = form.querySelector(".write-text").contains(document.activeElement);
  let first = null;
  for (const list of fresh.querySelectorAll(ERRORS)) {
    const name = /^id_(.+)_error$/.exec(list.id)?.[1];
    const field = name && fieldNamed(form, name);
    if (!field) continue;
    const place = placeOf(field);
    place.prepend(list);
    place.classList.add("errors");
    place.closest("details")?.setAttribute("open", "");
    field.setAttribute("aria-invalid", "true");
    first ??= field;
  }
  if (first && !wasTyping) first.focus();
}

/** Show the paragraphs that two people changed. Choices for the same texts stay. */
function showConflict(form, fresh) {
  const [old, conflict] = [form, fresh].map((one) => one.querySelector("[data-conflict]"));
  if (old && old.dataset.conflict === conflict?.dataset.conflict) return;
  old?.remove();
  if (conflict) form.querySelector("[data-editor]").before(conflict);
}

function fieldNamed(form, name) {
  const field = form.elements.namedItem(name);
  return field instanceof RadioNodeList ? field[0] : field;
}

function placeOf(field) {
  return field.closest(".write-title, .write-slug, .form-row") ?? field.closest("[data-editor]");
}
