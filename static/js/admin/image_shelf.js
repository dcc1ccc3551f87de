// The shelf: a dialog with the newest pictures, a search, and a way to add one.
import { isComposing } from "../keys.js";
import { upload } from "./upload.js";

/**
 * Let the person choose a picture.
 * @param {HTMLDialogElement} dialog made by templates/admin/images/_shelf.html
 * @param {HTMLElement} field any field of the form, for its token
 * @returns {Promise<object|null>} the picture, or null
 */
export function openShelf(dialog, field) {
  const rows = dialog.querySelector("[data-shelf-rows]");
  const search = dialog.querySelector("[data-shelf-search]");
  const file = dialog.querySelector("[data-shelf-file]");
  const told = dialog.querySelector("[data-shelf-told]");
  return new Promise((resolve) => {
    const listeners = new AbortController();
    const on = (target, name, handler) =>
      target.addEventListener(name, handler, { signal: listeners.signal });
    const finish = (image) => {
      listeners.abort();
      dialog.close();
      resolve(image);
    };
    const fill = async () => {
      const query = new URLSearchParams({ q: search.value });
      const response = await fetch(`${dialog.dataset.shelfUrl}?${query}`).catch(() => null);
      const images = response?.ok ? (await response.json()).images : [];
      rows.replaceChildren(...images.map((image) => button(image, finish)));
      told.textContent = images.length ? "" : dialog.dataset.textEmpty;
    };
    let timer = 0;
    on(search, "input", () => {
      clearTimeout(timer);
      timer = setTimeout(fill, 250);
    });
    on(search, "keydown", (event) => {
      if (!isComposing(event) && event.key === "Enter") event.preventDefault();
    });
    on(dialog.querySelector("[data-shelf-close]"), "click", () => finish(null));
    on(dialog, "cancel", (event) => {
      event.preventDefault();
      finish(null);
    });
    on(file, "change", async () => {
      if (!file.files.length) return;
      told.textContent = dialog.dataset.textUploading;
      try {
        finish(await upload(file.files[0], "", dialog.dataset.uploadUrl, field.form));
      } catch (problem) {
        told.textContent = problem.told ?? dialog.dataset.textFailed;
      }
      file.value = "";
    });
    search.value = "";
    fill();
    dialog.showModal();
  });
}

function button(image, finish) {
  const row = document.createElement("button");
  row.type = "button";
  row.className = "shelf-image";
  const picture = document.createElement("img");
  picture.src = image.url;
  picture.width = image.width;
  picture.height = image.height;
  picture.alt = image.alt || image.name;
  picture.loading = "lazy";
  const name = document.createElement("span");
  name.textContent = image.alt || image.name;
  name.setAttribute("aria-hidden", "true");
  row.append(picture, name);
  row.addEventListener("click", () => finish(image));
  return row;
}
