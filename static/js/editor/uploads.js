// Pictures by paste, drop and button: asks what they show, sends them, and writes them into the text.
import { upload } from "../admin/upload.js";
import { openShelf } from "../admin/image_shelf.js";
import { askAlt } from "./alt_dialog.js";
import { replaceText, type } from "./writing.js";

let number = 0;

/** Attach the three ways in. Several pictures at once go one after the other. */
export function startUploads(editor, field) {
  const chooser = editor.querySelector("[data-image-file]");
  const zone = editor.querySelector("[data-drop]");
  let queue = Promise.resolve();
  const take = (files) => {
    for (const file of files) queue = queue.then(() => add(editor, field, file));
  };

  field.addEventListener("paste", (event) => {
    const files = pictures(event.clipboardData);
    // Office programs offer a picture of the text beside the text itself: the text is meant.
    if (!files.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    take(files);
  });
  field.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    zone.hidden = false;
  });
  field.addEventListener("dragleave", () => {
    zone.hidden = true;
  });
  field.addEventListener("drop", (event) => {
    zone.hidden = true;
    const files = pictures(event.dataTransfer);
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
  editor.querySelector("[data-choose-image]").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    take([...chooser.files]);
    chooser.value = "";
  });
  editor.querySelector("[data-choose-kept]").addEventListener("click", async () => {
    const image = await keepingCursor(field, () =>
      openShelf(editor.querySelector("[data-shelf]"), field),
    );
    if (image) type(field, markdown(image.alt, image.key));
  });
}

function pictures(transfer) {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith("image/"));
}

/** Ask, send, insert; a placeholder keeps the place meanwhile, and goes again when it fails. */
async function add(editor, field, file) {
  const error = editor.querySelector("[data-editor-error]");
  error.textContent = "";
  number += 1;
  const words = editor.dataset.textUploading.replace("{name}", file.name.replace(/[[\]()]/g, ""));
  const placeholder = `![${words}](#${number})`;
  type(field, placeholder);
  try {
    const alt = await keepingCursor(field, () => askAlt(editor, file));
    const image = await upload(file, alt, field.dataset.markdownxUploadUrlsPath, field.form);
    replaceText(field, placeholder, markdown(alt, image.key));
  } catch (problem) {
    replaceText(field, placeholder, "");
    error.textContent = editor.dataset.textUploadFailed
      .replace("{name}", file.name)
      .replace("{reason}", problem.told ?? editor.dataset.textOffline);
  }
}

/**
 * Wait for a dialog and put the cursor back where it was. Chromium gives a text field the focus
 * again when a dialog closes, but not the cursor: what is typed then would go nowhere.
 */
async function keepingCursor(field, ask) {
  const { selectionStart, selectionEnd } = field;
  const answer = await ask();
  field.blur();
  field.focus();
  field.setSelectionRange(selectionStart, selectionEnd);
  return answer;
}

function markdown(alt, key) {
  return `![${alt.replace(/[\\[\]]/g, "\\$&")}](image:${key})`;
}
