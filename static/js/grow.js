// Auto-growing text fields for browsers without `field-sizing: content`.
// The style sheets set the minimum and maximum height.

const growing = (target) => target instanceof HTMLTextAreaElement && !target.closest("[data-editor]");

/** Set the height of the field to that of its text; a field that was resized manually stays higher. @param {HTMLTextAreaElement} field */
function grow(field) {
  const border = field.offsetHeight - field.clientHeight;
  if (field.scrollHeight > field.clientHeight) field.style.height = `${field.scrollHeight + border}px`;
}

/** Resize the visible fields in `place`; a field in a closed fold has no height. @param {ParentNode} place */
function growAll(place) {
  for (const field of place.querySelectorAll("textarea")) if (growing(field)) grow(field);
}

growAll(document);
document.addEventListener("toggle", (event) => growAll(event.target), { capture: true });
for (const type of ["input", "focusin"]) {
  document.addEventListener(type, (event) => {
    if (growing(event.target)) grow(event.target);
  });
}
