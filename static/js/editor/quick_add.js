// Dialogs that add a category or a persona without leaving the write screen.
import { isComposing } from "../keys.js";
import { insert } from "./snippets.js";

/**
 * Put the buttons that open the dialogs beside the field and into the menu that they belong to.
 * @param {HTMLElement} editor
 * @param {HTMLTextAreaElement} field the text
 */
export function startQuickAdd(editor, field) {
  const { form } = field;
  const places = { category: form.querySelector(".field-category"), persona: editor.querySelector("[data-personas]") };
  for (const button of form.querySelectorAll("[data-quick-add]")) {
    const kind = button.dataset.quickAdd;
    const dialog = form.querySelector(`[data-quick-dialog="${kind}"]`);
    if (!places[kind]) continue;
    places[kind].append(button);
    button.hidden = false;
    const added = kind === "category" ? (answer) => addCategory(form, answer) : (answer) => addPersona(editor, field, answer);
    startDialog(dialog, form, added);
    button.addEventListener("click", () => {
      button.closest("[data-menu]")?.removeAttribute("open");
      open(dialog, form);
    });
  }
  startMainCategory(form);
}

/** Empty the dialog and show it. */
function open(dialog, form) {
  showError(dialog, "");
  for (const input of dialog.querySelectorAll("input")) input.value = "";
  const parents = dialog.querySelector("[data-category-parents]");
  if (parents) {
    const options = [...form.elements.namedItem("category").options];
    parents.replaceChildren(...options.map((option) => new Option(option.text, option.value)));
  }
  dialog.showModal();
  dialog.querySelector("[data-quick-field]").focus();
}

function startDialog(dialog, form, added) {
  const submit = async () => {
    const ok = dialog.querySelector("[data-quick-ok]");
    if (ok.disabled) return;
    ok.disabled = true;
    const { answer, error } = await send(dialog, form);
    ok.disabled = false;
    showError(dialog, error);
    if (error) return;
    dialog.close();
    added(answer);
  };
  dialog.querySelector("[data-quick-ok]").addEventListener("click", submit);
  dialog.querySelector("[data-quick-cancel]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.key !== "Enter" || event.target.matches("button")) return;
    event.preventDefault(); // Enter would save the post
    event.stopPropagation();
    submit();
  });
  // What is typed here is no change of the post.
  for (const name of ["input", "change"]) dialog.addEventListener(name, (event) => event.stopPropagation());
}

/** @returns {Promise<{answer?: object, error: string}>} */
async function send(dialog, form) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
  const [file] = dialog.querySelector("[data-quick-file]")?.files ?? [];
  for (const input of dialog.querySelectorAll("[data-quick-field]")) data.set(input.dataset.quickField, input.value);
  if (dialog.dataset.quickDialog === "persona") data.set("shape", "speech");
  if (file) {
    const picture = new FormData();
    picture.set("csrfmiddlewaretoken", data.get("csrfmiddlewaretoken"));
    picture.set("image", file);
    picture.set("alt", data.get("name"));
    const { answer, error } = await post(dialog.dataset.uploadUrl, picture, dialog);
    if (error) return { error };
    data.set("avatar", answer.key);
  }
  return post(dialog.dataset.url, data, dialog);
}

async function post(url, body, dialog) {
  try {
    const response = await fetch(url, { method: "POST", body });
    const answer = await response.json();
    return { answer, error: response.ok ? "" : answer.error };
  } catch {
    return { error: dialog.dataset.textFailed };
  }
}

function showError(dialog, text) {
  dialog.querySelector("[data-quick-error]").textContent = text;
}

/** Offer the new category in both fields, below its parent, and choose it as the main one. */
function addCategory(form, { pk, name, depth, parent }) {
  const select = form.elements.namedItem("category");
  const label = "\u3000".repeat(depth) + name;
  const above = parent && [...select.options].find((option) => option.value === String(parent));
  const option = new Option(label, pk);
  if (above) above.after(option);
  else select.append(option);
  addFurther(form, pk, label, parent);
  select.value = pk;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function addFurther(form, pk, label, parent) {
  const list = form.querySelector("#id_further_categories");
  if (!list) return;
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "further_categories", value: pk });
  const row = document.createElement("div");
  const wrapper = document.createElement("label");
  wrapper.append(box, ` ${label}`);
  row.append(wrapper);
  const above = parent && list.querySelector(`input[value="${parent}"]`);
  if (above) above.closest("div").after(row);
  else list.append(row);
}

/** Add the persona to the menu and write a balloon of it. */
function addPersona(editor, field, { key, name }) {
  const list = editor.querySelector("[data-personas]");
  list.querySelector("[data-no-personas]")?.remove();
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
  Object.assign(button.dataset, { insert: "balloon", speaker: key });
  list.querySelector("[data-quick-add]").before(button);
  field.focus();
  insert(field, button);
}

/** Hide the main category among the further ones. */
function startMainCategory(form) {
  const select = form.elements.namedItem("category");
  if (!select) return;
  const update = () => {
    for (const box of form.querySelectorAll('input[name="further_categories"]')) {
      box.closest("div").hidden = box.value === select.value;
    }
  };
  select.addEventListener("change", update);
  update();
}
