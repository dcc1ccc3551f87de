// The appearance form: presets fill the colour fields, each field has the browser's colour picker, and the
// preview updates with every change. The server checks the contrast (blog/appearance_form.py).
const COLOUR = /^#?([0-9a-f]{6})$/iu;

export function startLook(preview) {
  const form = preview.closest("form");
  const sheet = preview.querySelector("[data-look-sheet]");
  const field = (name) => form.elements.namedItem(name);
  const digits = (name) => COLOUR.exec(field(name).value.trim())?.[1].toLowerCase();

  function show() {
    const colours = [digits("accent_light"), digits("accent_dark")];
    if (colours.includes(undefined)) return;
    const rest = ["density", "text_size", "corners"].map((name) => field(name).value);
    const address = preview.dataset.address.replace("CODE", [...colours, ...rest].join("-"));
    if (sheet.getAttribute("href") !== address) sheet.href = address;
    for (const page of preview.querySelectorAll("[data-look]")) {
      page.dataset.heading = field("heading_font").value;
    }
  }

  function fill(radio) {
    if (!radio.dataset.light) return;
    for (const [name, value] of [
      ["accent_light", radio.dataset.light],
      ["accent_dark", radio.dataset.dark],
    ]) {
      field(name).value = value;
      field(name).dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  for (const input of form.querySelectorAll("[data-colour]")) addPicker(input);
  form.addEventListener("input", (event) => {
    if (event.target.name === "palette") fill(event.target);
    else if (event.target.matches("[data-colour]")) ownColours(form);
    show();
  });
  // On a slow connection, a preset may be chosen before this script has loaded.
  const chosen = form.querySelector("[data-palettes] :checked");
  if (chosen) fill(chosen);
  show();
}

// A colour that is changed manually deselects the preset.
function ownColours(form) {
  const own = form.querySelector('[data-palettes] input[value=""]');
  if (own) own.checked = true;
}

function addPicker(input) {
  const picker = document.createElement("input");
  picker.type = "color";
  picker.className = "colour-picker";
  picker.setAttribute("aria-label", labelOf(input));
  const follow = () => {
    if (COLOUR.test(input.value.trim())) picker.value = `#${COLOUR.exec(input.value.trim())[1]}`;
  };
  picker.addEventListener("input", (event) => {
    event.stopPropagation();
    input.value = picker.value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  input.addEventListener("input", follow);
  input.addEventListener("change", follow);
  follow();
  const line = document.createElement("div");
  line.className = "colour-line";
  input.replaceWith(line);
  line.append(picker, input);
}

const labelOf = (input) => input.labels[0]?.textContent ?? "";
