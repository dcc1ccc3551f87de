// The values of a form, as far as an author types or chooses them.
import { difference, moved } from "./positions.js";
import { afterComposition, replaceRange } from "./writing.js";

/** Names of hidden technical fields. */
const TECHNICAL = new Set(["csrfmiddlewaretoken", "seen", "based_on", "creation_key"]);

/**
 * @param {HTMLFormElement} form
 * @returns {Record<string, string[]>} the values by field name
 */
export function valuesOf(form) {
  const values = {};
  for (const { name } of form.elements) if (isTyped(form, name)) values[name] ??= [];
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && isTyped(form, name)) values[name].push(lineEnds(value));
  }
  return values;
}

/** `values` without those of password fields, which must not be stored in the browser. */
export function withoutPasswords(form, values) {
  const isPassword = (name) => form.elements.namedItem(name)?.type === "password";
  return Object.fromEntries(Object.entries(values).filter(([name]) => !isPassword(name)));
}

/**
 * @param {HTMLFormElement} form
 * @returns {Record<string, string[]>} the values as the server sent them; browsers restore others after Back
 */
export function defaultsOf(form) {
  const values = {};
  for (const field of form.elements) {
    if (!isTyped(form, field.name)) continue;
    values[field.name] ??= [];
    values[field.name].push(...defaultsOfField(field));
  }
  return values;
}

function defaultsOfField(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.defaultChecked ? [field.value] : [];
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    const chosen = options.filter((option) => option.defaultSelected);
    const shown = chosen.length || field.multiple ? chosen : options.slice(0, 1);
    return shown.map((option) => option.value);
  }
  return [lineEnds(field.defaultValue ?? field.value)];
}

function isTyped(form, name) {
  if (!name || name.startsWith("_") || TECHNICAL.has(name)) return false;
  const field = form.elements.namedItem(name);
  return !(field instanceof HTMLButtonElement) && field?.type !== "file";
}

/** FormData has two characters for a line end, a text field one. */
const lineEnds = (text) => text.replace(/\r\n?/g, "\n");

/** Whether two fields have the same values. */
export function areEqual(one = [], other = []) {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

/**
 * Names of the fields in which `one` and `other` differ.
 * @param {Record<string, string[]>} one
 * @param {Record<string, string[]>} other
 */
export function differing(one, other) {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => !areEqual(one[name], other[name]));
}

/**
 * Set a field to `values`. A text is changed where it differs only, so that undo, caret and scroll stay.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string[]} values
 */
export function setField(form, name, values) {
  for (const field of form.elements) {
    if (field.name !== name) continue;
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = values.includes(field.value);
    } else if (field instanceof HTMLSelectElement) {
      for (const option of field.options) option.selected = values.includes(option.value);
    } else if (field instanceof HTMLTextAreaElement) {
      afterComposition(field, () => replaceDifference(field, values[0] ?? ""));
    } else {
      field.value = values[0] ?? "";
    }
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** Replace the part of a text field that differs from `text`, as if typed. */
function replaceDifference(field, text) {
  const old = field.value;
  if (old === text) return;
  const { start, end, text: change } = difference(old, text);
  const caret = [field.selectionStart, field.selectionEnd].map((position) => moved(position, old, text));
  const { scrollTop } = field;
  const focused = document.activeElement;
  replaceRange(field, start, end, change, ...caret);
  field.scrollTop = scrollTop;
  if (focused && focused !== field) focused.focus({ preventScroll: true });
}
