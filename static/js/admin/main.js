// Every page of the admin: a part is loaded only where its element is.
const pickers = document.querySelectorAll("[data-image-picker]");
if (pickers.length) {
  const { startPicker } = await import("./image_picker.js");
  pickers.forEach(startPicker);
}

const search = document.querySelector("[data-settings-search]");
if (search) (await import("./settings_search.js")).startSearch(search);

// On a phone the groups of the settings are a row to swipe: show where one is.
document
  .querySelector(".settings-nav [aria-current]")
  ?.scrollIntoView({ inline: "center", block: "nearest" });

const look = document.querySelector("[data-look-preview]");
if (look) (await import("./look.js")).startLook(look);
