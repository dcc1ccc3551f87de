// Entry point of the edit screen. Without JavaScript it is a plain form.
import { startBlockMenu } from "./block_menu.js";
import { startPresence } from "./presence.js";
import { startPreview } from "./preview.js";
import { startPreviewLink } from "./preview_link.js";
import { startPublishing } from "./publishing.js";
import { startFind } from "./find.js";
import { startFocusMode } from "./focus_mode.js";
import { startForm } from "./form.js";
import { startHelp } from "./help.js";
import { startLists } from "./lists.js";
import { startPaste } from "./paste.js";
import { offerRecovery } from "./recovery.js";
import { startQuickAdd } from "./quick_add.js";
import { Saving } from "./saving.js";
import { startShortcuts } from "./shortcuts.js";
import { startSnippets } from "./snippets.js";
import { startTables } from "./tables.js";
import { startTags } from "./tags.js";
import { startUploads } from "./uploads.js";
import { startViews } from "./views.js";

for (const editor of document.querySelectorAll("[data-editor]")) {
  const textarea = editor.querySelector("textarea");
  editor.querySelector("[data-toolbar]").hidden = false;
  editor.querySelector("[data-editor-keys]").hidden = false;
  startSnippets(editor, textarea);
  startTables(editor, textarea);
  startUploads(editor, textarea);
  startShortcuts(editor, textarea);
  startBlockMenu(editor, textarea);
  startLists(textarea);
  startFind(editor, textarea);
  startPaste(textarea);
  startHelp(editor, textarea);
  startViews(editor);
  startFocusMode(editor, textarea);
  startQuickAdd(editor, textarea);
  startPreview(editor, textarea);
  startForm(textarea.form);
  startPublishing(textarea.form);
  const saving = new Saving(textarea.form);
  startPreviewLink(saving);
  offerRecovery(saving);
  startTags(textarea.form);
  startPresence(textarea.form);
}
