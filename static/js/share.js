// Share buttons: copy, the system's share sheet, and the reader's own Mastodon or Misskey server.
import { recall, remember } from "./storage.js";
import { toast } from "./toast.js";

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** Copy `text`. Pages without https have no clipboard API; there a selection is copied. */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("nothing was copied");
}

async function copyFrom(button) {
  try {
    await copy(button.dataset.copy);
    toast(button.dataset.copied);
  } catch {
    // The browser refuses: show the text to copy it manually.
    prompt(button.textContent.trim(), button.dataset.copy);
  }
  button.focus();
}

async function openSheet(button) {
  const { title, url } = button.closest("[data-share]").dataset;
  try {
    await navigator.share({ title, url });
  } catch {
    // The reader closed the sheet.
  }
}

/** The stored server of a service, or an empty string. */
function rememberedHost(service) {
  const host = recall(`share:${service}`) ?? "";
  return HOST.test(host) ? host : "";
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy], [data-share-system]");
  if (!button) return;
  if ("copy" in button.dataset) copyFrom(button);
  else openSheet(button);
});

for (const button of document.querySelectorAll("[data-share-system]")) {
  button.hidden = !navigator.share;
}

for (const link of document.querySelectorAll("[data-share-instance]")) {
  const host = rememberedHost(link.dataset.shareInstance);
  if (!host) continue;
  link.href = link.dataset.pattern.replace("{host}", host);
  link.parentElement.querySelector(".share-change").hidden = false;
}

for (const form of document.querySelectorAll("[data-instance-form]")) {
  const { instanceForm: service, host } = form.dataset;
  if (host) remember(`share:${service}`, host);
  else if (!form.elements.instance.value) form.elements.instance.value = rememberedHost(service);
}
