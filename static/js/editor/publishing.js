// The publish button says when it publishes.

/** Label the button by the publication time; the server replaces the button after each save. */
export function startPublishing(form) {
  const field = form.elements.namedItem("go_live_at");
  if (!field) return;
  const label = () => {
    const button = form.querySelector("[data-publish]");
    if (button) button.textContent = labelOf(button, field);
  };
  for (const type of ["input", "change"]) field.addEventListener(type, label);
  form.addEventListener("write:saved", label);
  label();
}

function labelOf({ dataset }, field) {
  const moment = new Date(field.value);
  if (field.value === dataset.scheduled || Number.isNaN(moment.getTime())) return dataset.textNow;
  return dataset.textOn.replace("{moment}", momentText(moment));
}

/** A date and time, with its year if it is not the current one. */
function momentText(moment) {
  const isThisYear = moment.getFullYear() === new Date().getFullYear();
  return moment.toLocaleString(document.documentElement.lang, {
    year: isThisYear ? undefined : "numeric",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  });
}
