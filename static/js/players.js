// Cards with a player: a button over the picture loads the provider's frame. Before a click nothing is loaded
// from there; without this script the card is a link.
const FEATURES = "autoplay; encrypted-media; fullscreen; picture-in-picture";
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";

function frame(card) {
  const element = document.createElement("iframe");
  element.title = card.dataset.playerTitle;
  element.allow = FEATURES;
  element.sandbox = SANDBOX;
  element.referrerPolicy = "strict-origin"; // YouTube plays nothing for an unknown page
  element.src = card.dataset.player;
  return element;
}

for (const card of document.querySelectorAll("[data-player]")) {
  const stage = document.createElement("div");
  stage.className = "player-stage";
  const picture = card.querySelector(".link-card-picture");
  if (picture) stage.append(picture);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "player-play";
  const label = document.createElement("span");
  label.textContent = card.dataset.playerLabel;
  button.append(label);
  button.addEventListener("click", () => {
    const player = frame(card);
    stage.replaceChildren(player);
    player.focus();
  });
  stage.append(button);
  card.prepend(stage);
}
