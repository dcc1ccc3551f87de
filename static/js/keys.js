/**
 * Whether a key belongs to an input method that is composing (Japanese conversion): Enter then
 * takes a candidate and Escape leaves it. Every handler of a key asks this first.
 * Safari ends the composition before keydown; its key code 229 still tells.
 * @param {KeyboardEvent} event
 * @returns {boolean}
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}
