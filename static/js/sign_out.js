// Signing out erases the copies of unsaved texts in this browser, after a question.
import { clear, count, mayHaveCopies } from "./editor/journal.js";

/** Milliseconds after which the database of the browser counts as unavailable. */
const PATIENCE = 2_000;

const unavailable = () => new Promise((resolve) => setTimeout(() => resolve(0), PATIENCE));

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", async (event) => {
    if (!mayHaveCopies()) return;
    event.preventDefault();
    const copies = await Promise.race([count(), unavailable()]).catch(() => 0);
    if (copies && !confirm(form.dataset.signOut.replace("{count}", copies))) return;
    if (copies) {
      document.dispatchEvent(new CustomEvent("copies:erase"));
      await clear().catch(() => {});
    }
    form.submit();
  });
}
