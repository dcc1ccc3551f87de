// Offers texts that this browser has and the server has not, after a crash, a lost network or an ended session.
import { differing, setField, valuesOf } from "./fields.js";
import * as journal from "./journal.js";

const FORMAT = { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" };

/**
 * Show an offer for each copy of this entry; a new entry gets the copies of all new ones.
 * @param {import("./saving.js").Saving} saving
 */
export async function offerRecovery(saving) {
  const write = saving.form.querySelector("[data-write]");
  const { account, kind, pk } = write.dataset;
  offerAutosaved(saving, write);
  const copies = await journal.list(`${account} ${kind} ${pk || "new"} `).catch(() => []);
  for (const copy of copies) {
    if (offer(saving, write, copy)) continue;
    journal.remove(copy.key).catch(() => {});
  }
}

/** Offer the texts of other windows that the server saved automatically. */
function offerAutosaved(saving, write) {
  for (const part of write.querySelectorAll("[data-autosaved]")) {
    const { at, fields, revision } = JSON.parse(part.querySelector("script").textContent);
    part.remove();
    const values = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, [text]]));
    offer(saving, write, { key: "", at, fields: values, revision });
  }
}

/** Show an offer unless the form has what the copy has; returns whether it did. */
function offer(saving, write, copy) {
  const now = valuesOf(saving.form);
  const names = differing(now, { ...now, ...copy.fields }).filter((name) => name in now);
  if (names.length) new Offer(saving, copy, names).show(write.querySelector("[data-recovery]"));
  return names.length > 0;
}

/** One copy, with the choices of the author. */
class Offer {
  constructor(saving, copy, names) {
    this.saving = saving;
    this.copy = copy;
    this.names = names;
  }

  show(template) {
    this.box = template.content.firstElementChild.cloneNode(true);
    const { form } = this.saving;
    const when = new Date(this.copy.at).toLocaleString(document.documentElement.lang, FORMAT);
    const line = this.box.querySelector("[data-recovery-when]");
    const title = (this.copy.fields.title ?? [""])[0];
    line.textContent = line.textContent.replace("{time}", when).replace("{title}", title);
    const [mine, theirs] = [this.copy.fields.body?.[0] ?? "", form.elements.namedItem("body").value];
    const [kept, stored] = compare(mine, theirs);
    this.box.querySelector("[data-recovery-kept]").append(...kept);
    this.box.querySelector("[data-recovery-stored]").append(...stored);
    this.box.querySelector("[data-recovery-both]").hidden = !mine || !theirs || mine === theirs;
    this.box.addEventListener("click", (event) => this.choose(event.target.closest("button")?.value));
    template.before(this.box);
  }

  async choose(choice) {
    if (!choice) return;
    const { form } = this.saving;
    if (choice !== "stored") {
      const stored = form.elements.namedItem("body").value;
      for (const name of this.names) setField(form, name, this.copy.fields[name] ?? []);
      if (choice === "both") setField(form, "body", [`${stored.trimEnd()}\n\n${this.copy.fields.body[0]}`]);
    }
    this.box.remove();
    await this.saving.copy();
    if (this.copy.key) await journal.remove(this.copy.key).catch(() => {});
    else await this.saving.discardAutosave(this.copy.revision);
    form.elements.namedItem("body").focus();
  }
}

/** The paragraphs of both texts as elements; those that the other text lacks are marked. */
function compare(one, other) {
  const [first, second] = [one, other].map((text) => text.split(/\n{2,}/).filter(Boolean));
  return [marked(first, new Set(second), "ins"), marked(second, new Set(first), "del")];
}

function marked(paragraphs, others, tag) {
  return paragraphs.map((text) => {
    const line = document.createElement("p");
    const part = document.createElement(others.has(text) ? "span" : tag);
    part.textContent = text;
    line.append(part);
    return line;
  });
}
