// A form field that holds the key of a picture: shows the picture, and the shelf to choose from.
import { openShelf } from "./image_shelf.js";

/** Attach one picker; the key itself needs no typing any more. */
export function startPicker(picker) {
  const input = picker.querySelector("input:not([type=file]):not([type=search])");
  const image = picker.querySelector("[data-picker-image]");
  const open = picker.querySelector("[data-picker-open]");
  const clear = picker.querySelector("[data-picker-clear]");

  function show(chosen) {
    input.value = chosen?.key ?? "";
    image.hidden = clear.hidden = !chosen;
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
    const chosen = await openShelf(picker.querySelector("[data-shelf]"), input);
    if (chosen) show(chosen);
    open.focus();
  });
  clear.addEventListener("click", () => {
    show(null);
    open.focus();
  });
}
