/**
 * Whether a key belongs to an input method that is composing (Japanese conversion): Enter then
 * accepts a candidate and Escape cancels it. Every key handler calls this first.
 * Safari ends the composition before keydown, but sends key code 229.
 * @param {KeyboardEvent} event
 * @returns {boolean}
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}
