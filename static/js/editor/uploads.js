// Image upload by paste, drop and button: asks for the alternative text, uploads and inserts the Markdown.
import { openChooser } from "../admin/image_chooser.js";
import { upload } from "../admin/upload.js";
import { askAlt } from "./alt_dialog.js";
import { imageMarkdown } from "./image_markdown.js";
import { keepOrder, lineEndAt, trackPosition } from "./positions.js";
import { afterComposition, blockPosition, gapAfter, gapBefore, replaceRange } from "./writing.js";

const SHOWN = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"];
const HEIC = /\.(?:heic|heif)$/i;

/** The uploads that are under way. One that waits for the person to retry is not. */
const running = new Set();
let waiting = [];
let dialogs = Promise.resolve();
let transfers = Promise.resolve();

/** Whether an upload is under way, from the choice of the file until its Markdown is in the text. */
export function pending() {
  return running.size > 0;
}

/** Wait until no upload is under way. */
export function whenDone() {
  return new Promise((resolve) => {
    waiting.push(resolve);
    release(null);
  });
}

function release(task) {
  running.delete(task);
  if (running.size) return;
  for (const resolve of waiting) resolve();
  waiting = [];
}

/** Initialise paste, drop and buttons. */
export function startUploads(editor, field) {
  const chooser = editor.querySelector("[data-image-file]");
  const take = (files, position = field.selectionEnd) => {
    editor.querySelector("[data-editor-error]").textContent = "";
    announce(editor, "");
    for (const file of files) start(editor, field, file, position);
  };
  field.addEventListener("paste", (event) => {
    const files = pastedPictures(event.clipboardData);
    if (!files.length) return;
    event.preventDefault();
    take(files);
  });
  startDrop(editor, field, take);
  editor.querySelector("[data-choose-image]").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    take([...chooser.files]);
    chooser.value = "";
  });
  editor.querySelector("[data-choose-kept]").addEventListener("click", async () => {
    const position = trackPosition(field, field.selectionEnd);
    const image = await keepingCursor(field, () => openChooser(editor.querySelector("[data-chooser]"), field));
    if (image) {
      insertImage(field, position, imageMarkdown(image.alt, image.key));
      announce(editor, image.notice);
    }
    position.release();
  });
}

/**
 * The pictures of a paste. Office programs put a picture of the text beside the text: then the
 * text is pasted. The Finder puts the file's name beside the file.
 */
function pastedPictures(data) {
  const files = [...(data?.files ?? [])];
  const names = files.flatMap((file) => [file.name, file.name.replace(/\.[^.]*$/, "")]);
  const lines = (data?.getData("text/plain") ?? "").split(/\r?\n|\r/).filter(Boolean);
  return lines.every((line) => names.includes(line.trim())) ? files : [];
}

/** Files dropped on the page never replace it; those on the editor are taken. */
function startDrop(editor, field, take) {
  const zone = editor.querySelector("[data-drop]");
  const isForeign = (event) =>
    event.defaultPrevented ||
    ![...(event.dataTransfer?.types ?? [])].includes("Files") ||
    event.target.closest?.("input[type=file]");
  document.addEventListener("dragover", (event) => {
    if (isForeign(event)) return;
    event.preventDefault();
    zone.hidden = event.target !== field;
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget || event.target === field) zone.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    zone.hidden = true;
    if (isForeign(event)) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (event.target === field) take(files, lineEndAt(field, event.clientY));
    else if (editor.contains(event.target)) take(files);
    else refuse(editor, editor.dataset.textDropBeside);
  });
}

/** Say what the person should know of the picture, such as that an animation does not move. */
function announce(editor, notice) {
  editor.querySelector("[data-editor-notice]").textContent = notice;
}

function refuse(editor, message) {
  const error = editor.querySelector("[data-editor-error]");
  error.textContent = [error.textContent, message].filter(Boolean).join(" ");
}

/** Take one file. Files are asked about one after the other, and sent one after the other. */
function start(editor, field, file, at) {
  if (!file.type.startsWith("image/") && !HEIC.test(file.name)) {
    refuse(editor, editor.dataset.textNoPicture.replace("{name}", file.name));
    return;
  }
  const task = { file, position: trackPosition(field, at), row: progressRow(editor, file) };
  running.add(task);
  add(editor, field, task).finally(() => {
    task.position.release();
    task.row.remove();
    release(task);
  });
}

/** Ask, upload, insert. Nothing is in the text until the image is: no save can meet a placeholder. */
async function add(editor, field, task) {
  const { file } = task;
  const isShown = await canShow(file);
  if (!isShown && SHOWN.includes(file.type)) {
    report(editor, file, editor.dataset.textBroken);
    return;
  }
  // What browsers cannot show is sent at once, for the server's reason why it is refused.
  const ask = () => (isShown ? keepingCursor(field, () => askAlt(editor, file)) : "");
  dialogs = dialogs.then(ask);
  const alt = await dialogs;
  const image = await send(editor, field, task, alt);
  if (!image) return;
  await noDialog();
  await new Promise((resolve) => {
    afterComposition(field, () => {
      insertImage(field, task.position, imageMarkdown(alt, image.key));
      resolve();
    });
  });
  announce(editor, image.notice);
}

function report(editor, file, reason) {
  const { textUploadFailed } = editor.dataset;
  refuse(editor, textUploadFailed.replace("{name}", file.name).replace("{reason}", reason));
}

/** Send the file; null if it was refused or cancelled. Without a connection the person may retry. */
async function send(editor, field, task, alt) {
  const { file, row } = task;
  for (;;) {
    const attempt = transfers.then(() =>
      upload(file, alt, field.dataset.markdownxUploadUrlsPath, field.form, row.signal()),
    );
    transfers = attempt.catch(() => null);
    try {
      return await attempt;
    } catch ({ reason }) {
      if (row.isCancelled()) return null;
      report(editor, file, reason ?? editor.dataset.textOffline);
      if (reason !== undefined) return null;
      release(task);
      if (!(await row.askRetry())) return null;
      running.add(task);
      editor.querySelector("[data-editor-error]").textContent = "";
    }
  }
}

/** Whether the browser can show the file as a picture. */
async function canShow(file) {
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    return await new Promise((resolve) => {
      image.onload = () => resolve(image.naturalWidth > 0);
      image.onerror = () => resolve(false);
      image.src = address;
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A line below the text: the name, and buttons to cancel and, after a failure, to retry. */
function progressRow(editor, file) {
  const list = editor.querySelector("[data-uploads]");
  const row = editor.querySelector("[data-upload-row]").content.firstElementChild.cloneNode(true);
  const [name, cancel, retry] = ["name", "cancel", "retry"].map((part) => row.querySelector(`[data-upload-${part}]`));
  name.textContent = editor.dataset.textUploading.replace("{name}", file.name);
  let request = new AbortController();
  let isCancelled = false;
  let answer = () => {};
  cancel.addEventListener("click", () => {
    isCancelled = true;
    request.abort();
    answer(false);
  });
  retry.addEventListener("click", () => answer(true));
  list.append(row);
  return {
    remove: () => row.remove(),
    isCancelled: () => isCancelled,
    signal() {
      request = new AbortController();
      if (isCancelled) request.abort();
      return request.signal;
    },
    async askRetry() {
      retry.hidden = false;
      const isRetried = await new Promise((resolve) => {
        answer = resolve;
      });
      retry.hidden = true;
      return isRetried;
    },
  };
}

/** Wait until no dialog is open: it would take what is typed into the text. */
async function noDialog() {
  for (let open = document.querySelector("dialog[open]"); open; open = document.querySelector("dialog[open]")) {
    const dialog = open;
    await new Promise((resolve) => {
      dialog.addEventListener("close", resolve, { once: true });
    });
  }
}

/** Insert an image on a line of its own; the cursor and the focus stay where they are. */
function insertImage(field, mark, markdown) {
  const { value, selectionStart, selectionEnd } = field;
  const at = blockPosition(value, Math.min(mark.position, value.length));
  const text = gapBefore(value.slice(0, at)) + markdown + gapAfter(value.slice(at));
  // Who waits at the end of the line goes on below the image.
  const moved = (position) => (position >= at ? position + text.length : position);
  const focused = document.activeElement;
  const top = field.scrollTop;
  replaceRange(field, at, at, text, moved(selectionStart), moved(selectionEnd));
  if (selectionEnd !== at) field.scrollTop = top;
  keepOrder(field, mark, at, text.length);
  if (focused && focused !== field && focused !== document.body) focused.focus();
}

/**
 * Wait for a dialog and put the cursor back where it was. Chromium gives a text field the focus
 * again when a dialog closes, but not the cursor: typed text would be lost.
 */
async function keepingCursor(field, ask) {
  const { selectionStart, selectionEnd } = field;
  const answer = await ask();
  field.blur();
  field.focus();
  field.setSelectionRange(selectionStart, selectionEnd);
  return answer;
}
