// A form field with the key of an image: shows the image and opens the image chooser.
import { openChooser } from "./image_chooser.js";

/** Initialise one picker and hide its text input. */
export function startPicker(picker) {
  const input = picker.querySelector("input:not([type=file]):not([type=search])");
  const image = picker.querySelector("[data-picker-image]");
  const open = picker.querySelector("[data-picker-open]");
  const clear = picker.querySelector("[data-picker-clear]");
  const notice = picker.querySelector("[data-picker-notice]");

  function show(chosen) {
    input.value = chosen?.key ?? "";
    image.hidden = clear.hidden = !chosen;
    notice.textContent = chosen?.notice ?? "";
    if (chosen) {
      image.src = chosen.url;
      image.width = chosen.width;
      image.height = chosen.height;
      image.alt = chosen.alt;
    }
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  input.hidden = true;
  picker.querySelector("[data-picker-buttons]").hidden = false;
  open.addEventListener("click", async () => {
    const chosen = await openChooser(picker.querySelector("[data-chooser]"), input);
    if (chosen) show(chosen);
    open.focus();
  });
  clear.addEventListener("click", () => {
    show(null);
    open.focus();
  });
}
