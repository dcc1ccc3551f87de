// Write, both, preview: which of the two panes are seen. The device remembers the choice.
import { recall, remember } from "../storage.js";

const KEY = "write-view";

/** Attach the three buttons; on narrow screens "both" puts the preview below. */
export function startViews(editor) {
  const panes = editor.querySelector("[data-panes]");
  const preview = editor.querySelector("[data-preview-pane]");
  const buttons = [...editor.querySelectorAll("[data-view]")];

  function choose(view) {
    panes.dataset.shown = view;
    preview.hidden = view === "write";
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      choose(button.dataset.view);
      remember(KEY, button.dataset.view);
    });
  }
  choose(rememberedView() ?? (panes.clientWidth >= 720 ? "both" : "write"));
}

function rememberedView() {
  const view = recall(KEY);
  return ["write", "both", "read"].includes(view) ? view : null;
}
