// The table of contents beside the text: marks the current section, opens the sheet on phones.

/** Mark the links to the last heading above the upper third of the window. */
function follow(lists) {
  const headings = [...document.querySelectorAll("[data-prose] :is(h2, h3, h4)[id]")];
  const links = new Map(headings.map((heading) => [heading, linksTo(heading, lists)]));
  const shown = headings.filter((heading) => links.get(heading).length > 0);
  let current = null;

  const mark = () => {
    const line = innerHeight / 3;
    const passed = shown.filter((heading) => heading.getBoundingClientRect().top <= line);
    const next = passed.at(-1) ?? null;
    if (next === current) return;
    for (const link of links.get(current) ?? []) link.removeAttribute("aria-current");
    for (const link of links.get(next) ?? []) {
      link.setAttribute("aria-current", "location");
      keepInSight(link);
    }
    current = next;
  };

  // Changes only when a heading crosses the line, however far the page jumps.
  const observer = new IntersectionObserver(mark, { rootMargin: "9999999px 0px -66.7% 0px" });
  for (const heading of shown) observer.observe(heading);
  mark();
}

function linksTo(heading, lists) {
  const href = `#${heading.id}`;
  return lists.flatMap((list) =>
    [...list.querySelectorAll("a")].filter((link) => decodeURIComponent(link.hash) === href),
  );
}

function keepInSight(link) {
  const rail = link.closest(".toc-rail");
  if (!rail || rail.scrollHeight <= rail.clientHeight) return;
  rail.scrollTop = link.offsetTop - rail.clientHeight / 2;
}

/** The button opens the sheet; a link, the backdrop, the close button and Escape (by the browser) close it. */
function openable(button, sheet) {
  button.setAttribute("role", "button");
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    sheet.showModal();
    sheet.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  });
  sheet.addEventListener("click", (event) => {
    const chosen = event.target.closest("a, [data-toc-close]");
    if (chosen || event.target === sheet) sheet.close();
  });
}

/** Hide the button after the end of the article. */
function leaveAtTheEnd(button, article) {
  const observer = new IntersectionObserver(([entry]) => {
    button.classList.toggle("is-past", !entry.isIntersecting && entry.boundingClientRect.bottom < innerHeight);
  }, { rootMargin: "0px 0px -50% 0px" });
  observer.observe(article);
}

const lists = [...document.querySelectorAll("[data-toc]")];
if (lists.length > 0) follow(lists);

const button = document.querySelector("[data-toc-open]");
const sheet = document.querySelector("[data-toc-sheet]");
if (button && sheet) openable(button, sheet);
const article = document.querySelector("article.entry");
if (button && article) leaveAtTheEnd(button, article);
