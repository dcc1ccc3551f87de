// Entry point of all admin pages: loads a module only if its element exists.
import "../signed_out.js";

const pickers = document.querySelectorAll("[data-image-picker]");
if (pickers.length) {
  const { startPicker } = await import("./image_picker.js");
  pickers.forEach(startPicker);
}

const moments = document.querySelectorAll("input[data-text-empty]");
if (moments.length) {
  const { startMoment } = await import("./moments.js");
  moments.forEach(startMoment);
}

if (document.querySelector("form[data-sign-out]")) import("../sign_out.js");

if (!CSS.supports("field-sizing", "content")) import("../grow.js");

const search = document.querySelector("[data-settings-search]");
if (search) (await import("./settings_search.js")).startSearch(search);

// On phones the settings groups are a scrollable row: scroll to the current one.
document
  .querySelector(".settings-nav [aria-current]")
  ?.scrollIntoView({ inline: "center", block: "nearest" });

const look = document.querySelector("[data-look-preview]");
if (look) (await import("./appearance.js")).startLook(look);
