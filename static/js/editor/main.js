// Entry point of the edit screen. Without JavaScript it is a plain form.
import { startBlockMenu } from "./block_menu.js";
import { startPreview } from "./preview.js";
import { startForm } from "./form.js";
import { startHelp } from "./help.js";
import { startLists } from "./lists.js";
import { startPaste } from "./paste.js";
import { offerRecovery } from "./recovery.js";
import { Saving } from "./saving.js";
import { startShortcuts } from "./shortcuts.js";
import { startSnippets } from "./snippets.js";
import { startUploads } from "./uploads.js";
import { startViews } from "./views.js";

for (const editor of document.querySelectorAll("[data-editor]")) {
  const textarea = editor.querySelector("textarea");
  editor.querySelector("[data-toolbar]").hidden = false;
  editor.querySelector("[data-editor-keys]").hidden = false;
  startSnippets(editor, textarea);
  startUploads(editor, textarea);
  startShortcuts(editor, textarea);
  startBlockMenu(editor, textarea);
  startLists(textarea);
  startPaste(textarea);
  startHelp(editor, textarea);
  startViews(editor);
  startPreview(editor, textarea);
  startForm(textarea.form);
  offerRecovery(new Saving(textarea.form));
}
