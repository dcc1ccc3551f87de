// The image chooser: a dialog with the newest images, a search and an upload.
import { isComposing } from "../keys.js";
import { upload } from "./upload.js";

/**
 * Open the dialog and wait for a choice.
 * @param {HTMLDialogElement} dialog made by templates/admin/images/_chooser.html
 * @param {HTMLElement} field any field of the form, for its CSRF token
 * @returns {Promise<object|null>} the image, or null if cancelled
 */
export function openChooser(dialog, field) {
  const rows = dialog.querySelector("[data-chooser-rows]");
  const search = dialog.querySelector("[data-chooser-search]");
  const file = dialog.querySelector("[data-chooser-file]");
  const status = dialog.querySelector("[data-chooser-status]");
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
      const response = await fetch(`${dialog.dataset.chooserUrl}?${query}`).catch(() => null);
      const images = response?.ok ? (await response.json()).images : [];
      rows.replaceChildren(...images.map((image) => button(image, finish)));
      status.textContent = images.length ? "" : dialog.dataset.textEmpty;
    };
    let timer = 0;
    on(search, "input", () => {
      clearTimeout(timer);
      timer = setTimeout(fill, 250);
    });
    on(search, "keydown", (event) => {
      if (!isComposing(event) && event.key === "Enter") event.preventDefault();
    });
    on(dialog.querySelector("[data-chooser-close]"), "click", () => finish(null));
    on(dialog, "cancel", (event) => {
      event.preventDefault();
      finish(null);
    });
    on(file, "change", async () => {
      if (!file.files.length) return;
      status.textContent = dialog.dataset.textUploading;
      try {
        finish(await upload(file.files[0], "", dialog.dataset.uploadUrl, field.form));
      } catch (problem) {
        status.textContent = problem.reason ?? dialog.dataset.textFailed;
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
  row.className = "chooser-image";
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
