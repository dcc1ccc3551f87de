// Every page of the admin: a part is loaded only where its element is.
const pickers = document.querySelectorAll("[data-image-picker]");
if (pickers.length) {
  const { startPicker } = await import("./image_picker.js");
  pickers.forEach(startPicker);
}
