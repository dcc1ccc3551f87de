// Saves the form without leaving the page: the server's page after saving is fetched, and what changed is taken
// from it. Until the server has the text, a copy stays in this browser.
import { areEqual, defaultsOf, differing, setField, valuesOf, withoutPasswords } from "./fields.js";
import * as journal from "./journal.js";
import { showErrors } from "./errors.js";
import { checkSession } from "./session.js";
import { SaveState } from "./save_state.js";
import { pending, whenDone } from "./uploads.js";

/** Milliseconds from a change to its copy in this browser, also while typing goes on. */
const COPY_DELAY = 700;
const RETRY_DELAY = 15_000;
/** Milliseconds after the last change, and after the first one, to an autosave. */
const [AUTOSAVE_PAUSE, AUTOSAVE_LATEST] = [2_000, 15_000];
/** Fields that an autosave stores (blog/revisions/store.py), and those of a new draft (blog/drafts.py). */
const DRAFT_TEXTS = ["title", "body", "excerpt", "meta_description"];
const AUTOSAVED_TEXTS = [...DRAFT_TEXTS, "slug", "tags"];
/** Why nothing was saved, by the state of the sign-in. */
const PROBLEMS = { none: "signedOut", other: "otherAccount", unknown: "offline", same: "refused" };

/** Saving of one form. */
export class Saving {
  constructor(form) {
    this.form = form;
    this.write = form.querySelector("[data-write]");
    this.write.dataset.creationKey = randomKey();
    const key = form.elements.namedItem("creation_key");
    if (key) key.value = this.write.dataset.creationKey;
    this.state = new SaveState(form);
    const isRejected = Boolean(form.querySelector(".errornote"));
    /** Values that the server has. */
    this.stored = isRejected ? {} : defaultsOf(form);
    /** The button of a save that failed and is retried. */
    this.failed = null;
    this.running = false;
    this.isLeaving = false;
    this.listen();
    this.update();
  }

  listen() {
    const { form } = this;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("write:draft", () => this.saveDraft());
    addEventListener("beforeunload", (event) => {
      if (!this.isLeaving && this.isChanged()) event.preventDefault();
    });
    addEventListener("pageshow", () => {
      this.isLeaving = false;
    });
    addEventListener("pagehide", () => this.copy());
    document.addEventListener("copies:erase", () => {
      this.isLeaving = this.isErased = true;
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.copy();
      else if (this.failed) this.retry();
    });
    addEventListener("online", () => this.failed && this.retry());
    addEventListener("focus", () => this.failed && this.retry());
    setInterval(() => this.failed && this.retry(), RETRY_DELAY);
  }

  get key() {
    const { account, kind, pk, creationKey } = this.write.dataset;
    return `${account} ${kind} ${pk || "new"} ${creationKey}`;
  }

  isChanged(values = valuesOf(this.form)) {
    return differing(this.stored, values).length > 0;
  }

  /** Whether the last autosave has everything that was changed. */
  isAutosaved(values) {
    const isSame = (name) => name in this.autosaved && areEqual(this.autosaved[name], values[name]);
    return (
      Boolean(this.autosaved) &&
      [...Object.keys(this.autosaved), ...differing(this.stored, values)].every((name) => isSame(name))
    );
  }

  changed() {
    if (this.failed?.problem === "refused") this.failed = null; // another text may be accepted
    this.update();
    this.copyTimer ??= setTimeout(() => this.copy(), COPY_DELAY);
    this.changedAt ??= Date.now();
    clearTimeout(this.autosaveTimer);
    const latest = this.changedAt + AUTOSAVE_LATEST - Date.now();
    this.autosaveTimer = setTimeout(() => this.autosave(), Math.max(0, Math.min(AUTOSAVE_PAUSE, latest)));
  }

  /** Store the texts as a revision on the server, or as a new draft. Readers do not see it. */
  async autosave() {
    this.changedAt = undefined;
    if (!this.write.dataset.autosaveUrl || this.running || this.failed || !this.isChanged()) return;
    const sent = valuesOf(this.form);
    const { url, problem } = await this.sendAutosave();
    if (this.running) return;
    if (problem) {
      this.failed = { problem, isAutosave: true };
      this.showFailure();
      return;
    }
    if (!url) return; // nothing was typed
    const isDraft = !this.write.dataset.pk;
    if (isDraft && !(await this.takeDraft(url))) return;
    const names = isDraft ? DRAFT_TEXTS : AUTOSAVED_TEXTS;
    this.autosaved = Object.fromEntries(names.filter((name) => name in sent).map((name) => [name, sent[name]]));
    this.autosavedAt = new Date();
    this.update();
    if (isDraft && this.isChanged()) this.changed();
  }

  /** Autosave now. What readers see stays. */
  async saveDraft() {
    clearTimeout(this.autosaveTimer);
    if (this.isChanged()) await this.autosave();
    else this.state.show("saved");
  }

  /** Replace the autosave of this window by what the form has now. */
  async sendAutosave() {
    const { response, problem } = await this.post(this.write.dataset.autosaveUrl, { redirect: "manual" });
    if (!response) return { problem };
    return response.ok ? response.json().catch(() => ({})) : { problem: await this.problemOf(response) };
  }

  /** Continue with the draft that an autosave has created; resolves to whether its page has come. */
  async takeDraft(url) {
    const html = await fetch(url, { redirect: "manual" })
      .then((response) => (response.ok ? response.text() : ""))
      .catch(() => "");
    if (this.running || this.write.dataset.pk) return false; // a save has done it
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.querySelector("form [data-write]")?.closest("form");
    if (!fresh) return false;
    const now = valuesOf(this.form);
    const untouched = Object.entries(now).filter(([name, values]) => areEqual(values, this.stored[name]));
    this.takeValues(fresh, Object.fromEntries(untouched));
    this.takeParts(fresh, page, url);
    await this.copy();
    return true;
  }

  /** An autosave of another window is offered no more. */
  async discardAutosave(revision) {
    const { autosaveUrl } = this.write.dataset;
    await this.post(autosaveUrl, { redirect: "manual" }, [["discard", revision]]);
  }

  /**
   * Send the form. A stale CSRF token is renewed.
   * @param {string} url
   * @param {RequestInit} options
   * @param {[string, string][]} more values beside those of the form
   * @returns {Promise<{response?: Response, problem?: string}>}
   */
  async post(url, options = {}, more = []) {
    for (const isLast of [false, true]) {
      const body = new FormData(this.form);
      body.set("window", this.write.dataset.creationKey);
      for (const [name, value] of more) body.set(name, value);
      const response = await fetch(url, { method: "POST", body, ...options }).catch(() => null);
      if (!response) break;
      if (isLast || response.status !== 403) return { response };
      const session = await checkSession(this.form);
      if (session !== "same") return { problem: PROBLEMS[session] };
    }
    return { problem: "offline" };
  }

  /** Why the server did not answer as expected. */
  async problemOf(response) {
    return response.status >= 500 ? "serverError" : PROBLEMS[await checkSession(this.form)];
  }

  /** Show the state while nothing is being sent. */
  update() {
    if (this.running || this.failed) return;
    const values = valuesOf(this.form);
    const isChanged = this.isChanged(values);
    if (this.form.querySelector("[data-conflict]")) this.state.show("conflict", { link: "#write-conflict" });
    else if (this.isAutosaved(values)) this.state.show("autosaved", { time: this.autosavedAt });
    else if (isChanged) this.state.show(this.hasCopy ? "copied" : "unsaved", { time: this.copiedAt });
    else if (["unsaved", "saving"].includes(this.state.line.dataset.state)) this.state.show("none");
  }

  /** Write the copy in this browser, or remove it if the server has everything. */
  async copy() {
    clearTimeout(this.copyTimer);
    this.copyTimer = undefined;
    if (this.isErased) return;
    const fields = valuesOf(this.form);
    try {
      if (!this.isChanged(fields)) {
        this.hasCopy = false;
        await journal.remove(this.key);
        return;
      }
      this.copiedAt = new Date();
      await journal.put({ key: this.key, at: this.copiedAt.getTime(), fields: withoutPasswords(this.form, fields) });
      this.hasCopy = true;
    } catch {
      this.hasCopy = false;
    }
    if (this.running) return;
    if (this.failed) this.showFailure();
    else this.update();
  }

  submit(event) {
    const button = event.submitter ?? this.form.querySelector("[data-save]");
    if (button.hasAttribute("formaction")) {
      this.isLeaving = true;
      return;
    }
    event.preventDefault();
    this.save(button);
  }

  /** Send the form as if by `button`; one save at a time, the latest wins. */
  async save(button) {
    if (this.running) {
      this.next = button;
      return;
    }
    this.running = true;
    if (button.name === "_publish" && pending()) {
      this.state.show("uploading");
      await whenDone(); // readers get the images with the text
    }
    this.state.show("saving");
    this.state.say();
    const sent = valuesOf(this.form);
    const answer = await this.send(button);
    this.running = false;
    this.failed = answer.problem ? { problem: answer.problem, button: button.name } : null;
    if (answer.page) this.take(answer, sent);
    await this.copy();
    if (answer.problem) this.showFailure();
    const next = this.next;
    this.next = null;
    if (next && !answer.problem) this.save(next);
    else if (this.isChanged()) this.changed(); // typed while the save was running
    else this.update();
  }

  /** @returns {Promise<{page?: Document, url?: string, problem?: string}>} */
  async send(button) {
    const { response, problem } = await this.post(location.href, {}, [[button.name, button.value || "1"]]);
    const html = await response?.text().catch(() => null);
    if (html == null) return { problem: problem ?? "offline" };
    const page = new DOMParser().parseFromString(html, "text/html");
    if (page.querySelector("form [data-write]")) return { page, url: response.url };
    return { problem: await this.problemOf(response) };
  }

  async retry() {
    if (this.running || !this.failed || this.failed.problem === "refused") return;
    const isSignedOut = ["signedOut", "otherAccount"].includes(this.failed.problem);
    if (isSignedOut && (await checkSession(this.form)) !== "same") return;
    if (!this.failed) return; // retried meanwhile
    if (this.failed.isAutosave) {
      this.failed = null;
      this.autosave();
      return;
    }
    const button = this.form.querySelector(`button[name="${this.failed.button}"]`);
    if (button) this.save(button);
  }

  showFailure() {
    const { problem } = this.failed;
    const link = problem === "signedOut" ? this.write.dataset.signInUrl : "";
    this.state.show(`${problem}${this.hasCopy ? "" : "Unsafe"}`, { link });
  }

  /** Take from the page after saving what is new in it. */
  take({ page, url }, sent) {
    const fresh = page.querySelector("form [data-write]").closest("form");
    const isRefused = Boolean(fresh.querySelector(".errornote"));
    showErrors(this.form, fresh);
    if (isRefused) {
      copyField(this.form, fresh, "seen");
      copyField(this.form, fresh, "based_on");
      const body = valuesOf(fresh).body; // with the choices, if another person has changed the text again
      if (areEqual(valuesOf(this.form).body, sent.body)) setField(this.form, "body", body);
      this.state.say(...fresh.querySelector(".errornote").childNodes);
      return;
    }
    this.autosaved = null;
    this.takeValues(fresh, sent);
    this.takeParts(fresh, page, url);
    const messages = page.querySelectorAll(".messagelist li");
    this.state.say(...[...messages].flatMap((item) => [...item.childNodes]));
    if (this.isChanged()) this.update();
    else if (!this.next) this.state.show("saved");
  }

  /** Take stored values, except in fields that were changed while the save was running. */
  takeValues(fresh, sent) {
    const now = valuesOf(this.form);
    this.stored = valuesOf(fresh);
    const seen = tokens(fresh.elements.namedItem("seen").value);
    const old = tokens(this.form.elements.namedItem("seen").value);
    let isBodyNew = true;
    for (const [name, values] of Object.entries(this.stored)) {
      if (areEqual(values, now[name])) continue;
      const isSent = areEqual(values, sent[name]) || isTrimmed(values, sent[name]);
      if (!areEqual(now[name], sent[name])) {
        // Typed meanwhile. If others changed it too, a later save still compares with what was seen.
        if (!isSent && old.has(name)) seen.set(name, old.get(name));
        if (!isSent && name === "body") isBodyNew = false;
      } else if (isSent && document.activeElement?.name === name) {
        this.stored[name] = now[name]; // the author may be in mid-sentence
      } else {
        setField(this.form, name, values);
      }
    }
    if (isBodyNew) copyField(this.form, fresh, "based_on");
    this.form.elements.namedItem("seen").value = [...seen].map(([name, hash]) => `${name}:${hash}`).join(" ");
  }

  /** Replace the parts around the text: address, buttons, links, notices of the server. */
  takeParts(fresh, page, url) {
    if (url !== location.href) history.replaceState(history.state, "", url);
    document.title = page.title;
    replacePart(document, page, ".breadcrumbs");
    const [mine, new_] = [this.write, fresh.querySelector("[data-write]")];
    const oldKey = this.key;
    const { pk, autosaveUrl, presenceUrl } = new_.dataset;
    Object.assign(mine.dataset, { pk, autosaveUrl, presenceUrl });
    this.form.elements.namedItem("creation_key")?.remove();
    if (this.key !== oldKey) {
      journal.remove(oldKey).catch(() => {});
      mine.dispatchEvent(new Event("entry:created"));
    }
    const slug = this.form.elements.namedItem("slug");
    if (slug) slug.dataset.slugPk = mine.dataset.pk;
    for (const selector of ["[data-write-state]", ".write-actions", ".write-links", "[data-write-farewell]", "[data-write-review]"]) {
      replacePart(mine, new_, selector);
    }
    this.form.dispatchEvent(new CustomEvent("write:saved"));
  }
}

/** A UUID for this window and its new entry; `crypto.randomUUID` exists over https only. */
function randomKey() {
  const digits = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  return digits.join("");
}

/** Whether `values` are `others` without white space around them. */
const isTrimmed = (values, others) => areEqual(values, (others ?? []).map((value) => value.trim()));

function copyField(form, fresh, name) {
  form.elements.namedItem(name).value = fresh.elements.namedItem(name).value;
}

function tokens(seen) {
  return new Map(seen.split(" ").filter(Boolean).map((part) => part.split(":")));
}

/** Replace an element by that of another page; the focus stays on a button of the same name. */
function replacePart(mine, fresh, selector) {
  const [old, part] = [mine.querySelector(selector), fresh.querySelector(selector)];
  const focused = old.contains(document.activeElement) ? document.activeElement.name : null;
  old.replaceWith(part);
  if (focused !== null) {
    (part.querySelector(`[name="${focused}"]`) ?? part.querySelector("button"))?.focus({ preventScroll: true });
  }
}
