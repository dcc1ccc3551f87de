// Says where the text is: on the server, on this device, or only on this screen. Always in words.

const CLOCK = { hour: "2-digit", minute: "2-digit" };

/** The status line of the write screen. */
export class SaveState {
  constructor(form) {
    this.line = form.querySelector("[data-saved]");
    this.note = form.querySelector("[data-write-message]");
  }

  /** @param {string} name of a text: data-text-<name>; `{time}` is replaced */
  show(name, { time = new Date(), link = "" } = {}) {
    const key = `text${name[0].toUpperCase()}${name.slice(1)}`;
    const clock = time.toLocaleTimeString(document.documentElement.lang, CLOCK);
    const words = (this.line.dataset[key] ?? "").replace("{time}", clock);
    if (this.line.dataset.state === name && this.line.textContent === words) return;
    this.line.dataset.state = name;
    this.line.textContent = words;
    if (link) this.line.append(" ", this.linkTo(link));
  }

  linkTo(address) {
    const link = document.createElement("a");
    link.href = address;
    if (!address.startsWith("#")) link.target = "_blank";
    link.textContent = this.line.dataset[address.startsWith("#") ? "textDecide" : "textSignIn"];
    return link;
  }

  /** Show messages of the server, as nodes; none removes them. */
  say(...nodes) {
    this.note.replaceChildren(...nodes);
    this.note.hidden = nodes.length === 0;
  }
}
