// The search of the settings index: hides the groups and entries that do not match. The same rule as
// desk/settings_search.py, which handles the form without JavaScript.
const folded = (text) => text.normalize("NFKC").toLowerCase();

export function startSearch(root) {
  const query = root.querySelector("[data-query]");
  const none = root.querySelector("[data-none]");

  function filter() {
    const wanted = folded(query.value).split(/\s+/u).filter(Boolean);
    let found = 0;
    for (const group of root.querySelectorAll("[data-group]")) {
      const own = group.dataset.words;
      const isWhole = wanted.every((word) => own.includes(word));
      let entries = 0;
      for (const entry of group.querySelectorAll("[data-entry]")) {
        const words = `${own} ${entry.dataset.words}`;
        entry.hidden = !isWhole && !wanted.every((word) => words.includes(word));
        entries += entry.hidden ? 0 : 1;
      }
      group.hidden = !isWhole && entries === 0;
      found += group.hidden ? 0 : 1;
    }
    none.textContent = found ? "" : none.dataset.text;
  }

  // Only if the page has all groups. A response to ?q= has some of them and submits to the server.
  if (query.defaultValue) return;
  query.addEventListener("input", filter);
  if (query.value) filter(); // typed before this script ran
}
