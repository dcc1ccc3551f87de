// Reports that this window has the post or page open, and shows who else has. A hidden window reports nothing.

/** Milliseconds between two reports. The server forgets a window after a minute (blog/presence.py). */
const INTERVAL = 20_000;

/** @param {HTMLFormElement} form */
export function startPresence(form) {
  const write = form.querySelector("[data-write]");
  const line = form.querySelector("[data-presence]");
  let timer;

  const message = (isLeaving) => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.namedItem("csrfmiddlewaretoken").value);
    body.set("window", write.dataset.creationKey);
    if (isLeaving) body.set("leaving", "1");
    return body;
  };

  const report = async () => {
    clearTimeout(timer);
    if (document.visibilityState === "hidden") return;
    timer = setTimeout(report, INTERVAL);
    const { presenceUrl } = write.dataset;
    if (!presenceUrl || !navigator.onLine) return; // not stored yet
    const options = { method: "POST", body: message(false), redirect: "manual" };
    const response = await fetch(presenceUrl, options).catch(() => null);
    const { text } = response?.ok ? await response.json().catch(() => ({})) : {};
    if (text === undefined) return;
    line.hidden = !text;
    if (line.textContent !== text) line.textContent = text;
  };

  addEventListener("pagehide", () => {
    clearTimeout(timer);
    if (write.dataset.presenceUrl) navigator.sendBeacon(write.dataset.presenceUrl, message(true));
  });
  addEventListener("pageshow", report);
  document.addEventListener("visibilitychange", report);
  write.addEventListener("entry:created", report);
  if (document.readyState === "complete") report(); // otherwise the event “pageshow” comes
}
