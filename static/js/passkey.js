// Shows an error when a passkey fails: django-allauth's script only logs it to the console.
const place = document.querySelector("[data-passkey-error]");

document.addEventListener("allauth.error", (event) => {
  if (!place) return;
  event.preventDefault();
  place.textContent = place.dataset.text;
  place.hidden = false;
});
