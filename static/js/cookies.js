// The cookies of a reader: the CSRF secret and the identity of a guest. The first response that needs one sets it.
// Of two concurrent first responses the later one replaces the cookie of the earlier one: a CSRF token is refused, a
// like or comment no longer belongs to its guest.

let last = Promise.resolve();

/**
 * Run requests whose responses may set a cookie one after another: across tabs where the browser has locks (over
 * https), else in this page.
 * @template T
 * @param {() => Promise<T>} request
 * @returns {Promise<T>} what `request` resolves to
 */
export function inTurn(request) {
  if (navigator.locks) return navigator.locks.request("cookies", request);
  const result = last.then(request);
  last = result.catch(() => {});
  return result;
}
