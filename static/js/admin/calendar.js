/** Dragging a post onto a day of the calendar: fills in and sends the form that the buttons of the days use. */

const calendar = document.querySelector("[data-calendar]");
const form = document.getElementById("move-form");
const dayOf = (event) => event.target.closest?.("[data-day]");
let post = null;

function mark(day) {
  for (const marked of calendar.querySelectorAll(".is-target")) marked.classList.remove("is-target");
  day?.classList.add("is-target");
}

calendar.addEventListener("dragstart", (event) => {
  const item = event.target.closest?.("[data-post]");
  post = item?.dataset.post ?? null;
  if (!item) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", item.querySelector("a").textContent);
});

calendar.addEventListener("dragover", (event) => {
  const day = post && dayOf(event);
  mark(day);
  if (day) event.preventDefault();
});

calendar.addEventListener("dragend", () => {
  post = null;
  mark(null);
});

calendar.addEventListener("drop", (event) => {
  const day = post && dayOf(event);
  if (!day) return;
  event.preventDefault();
  form.elements.namedItem("post").value = post;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "day", value: day.dataset.day });
  form.append(field);
  form.submit();
});
