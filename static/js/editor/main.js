// The write screen: starts its parts. Without scripts it is a plain form that works.
import { startPreview } from "./preview.js";
import { startForm } from "./form.js";
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
  startViews(editor);
  startPreview(editor, textarea);
  startForm(textarea.form);
}
