// Tells people when a passkey did not work: django-allauth's script would only tell the console.
const place = document.querySelector("[data-passkey-error]");

document.addEventListener("allauth.error", (event) => {
  if (!place) return;
  event.preventDefault();
  place.textContent = place.dataset.text;
  place.hidden = false;
});
