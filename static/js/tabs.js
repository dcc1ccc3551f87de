// Tabs of a text. Without this script, and in print, their parts stand one below the other.
let count = 0;

/** Make tabs of each `.tabs` with two or more parts. */
export function startTabs(root) {
  for (const group of root.querySelectorAll(".tabs")) {
    const panels = [...group.children].filter((child) => child.matches(".tab"));
    if (panels.length > 1) new Tabs(group, panels);
  }
}

class Tabs {
  constructor(group, panels) {
    this.panels = panels;
    this.tabs = panels.map((panel) => makeTab(panel));
    const list = document.createElement("div");
    list.className = "tab-list";
    list.role = "tablist";
    list.append(...this.tabs);
    panels[0].before(list);
    group.classList.add("is-tabbed");
    list.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) this.select(this.tabs.indexOf(tab));
    });
    list.addEventListener("keydown", (event) => this.moveByKey(event));
    addEventListener("hashchange", () => this.showTarget());
    this.select(0);
    this.showTarget();
  }

  select(index) {
    for (const [number, tab] of this.tabs.entries()) {
      tab.ariaSelected = String(number === index);
      tab.tabIndex = number === index ? 0 : -1;
      this.panels[number].hidden = number !== index;
    }
  }

  moveByKey(event) {
    const at = this.tabs.indexOf(event.target);
    const { length } = this.tabs;
    const goal = {
      ArrowRight: (at + 1) % length,
      ArrowLeft: (at + length - 1) % length,
      Home: 0,
      End: length - 1,
    }[event.key];
    if (goal === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.select(goal);
    this.tabs[goal].focus();
  }

  /** Show the part with the heading that the address leads to. */
  showTarget() {
    const target = document.getElementById(decoded(location.hash.slice(1)));
    const index = target ? this.panels.findIndex((panel) => panel.contains(target)) : -1;
    if (index < 0 || !this.panels[index].hidden) return;
    this.select(index);
    target.scrollIntoView();
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function makeTab(panel) {
  count += 1;
  const title = panel.querySelector(":scope > .tab-title");
  const label = title.cloneNode(true);
  for (const reading of label.querySelectorAll("rt, rp")) reading.remove();
  const tab = document.createElement("button");
  tab.type = "button";
  tab.id = `tab-${count}`;
  tab.role = "tab";
  tab.textContent = label.textContent.trim();
  panel.id ||= `tab-panel-${count}`;
  panel.role = "tabpanel";
  panel.tabIndex = 0;
  panel.setAttribute("aria-labelledby", tab.id);
  tab.setAttribute("aria-controls", panel.id);
  return tab;
}

startTabs(document);
