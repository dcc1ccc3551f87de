// Distraction-free writing: only the title, the text and where it is saved are on the screen.
import { isComposing } from "../keys.js";

/** Initialise the button. Escape leaves the mode if nothing else takes it. */
export function startFocusMode(editor, field) {
  const button = editor.querySelector("[data-focus-mode]");
  const set = (isOn) => {
    document.body.classList.toggle("focus-mode", isOn);
    button.ariaPressed = String(isOn);
  };
  button.addEventListener("click", () => {
    set(button.ariaPressed !== "true");
    if (button.ariaPressed === "true" && field.offsetParent) field.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.defaultPrevented || event.key !== "Escape") return;
    if (button.ariaPressed === "true" && !document.querySelector("dialog[open]")) set(false);
  });
  mirrorState(field.form, editor.querySelector("[data-focus-state]"));
}

/** Repeat the words of the status line, which is in the column that the mode hides. */
function mirrorState(form, place) {
  const line = form.querySelector("[data-saved]");
  if (!line) return;
  const repeat = () => {
    place.textContent = line.textContent;
    place.dataset.state = line.dataset.state ?? "";
  };
  new MutationObserver(repeat).observe(line, { childList: true, subtree: true, characterData: true });
  repeat();
}
