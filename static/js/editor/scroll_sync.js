// The source and its preview scroll together, by the same share of their heights.

/**
 * Let both follow each other.
 * @param {HTMLElement} source
 * @param {HTMLElement} preview
 * @returns {() => void} moves the preview to where the source is, after its content has changed
 */
export function followScroll(source, preview) {
  const expected = new Map();
  const follow = (leader, follower) => {
    const range = leader.scrollHeight - leader.clientHeight;
    const space = follower.scrollHeight - follower.clientHeight;
    if (range <= 0 || space <= 0) return;
    const top = Math.round((leader.scrollTop / range) * space);
    if (Math.abs(follower.scrollTop - top) < 1) return;
    follower.scrollTop = top;
    expected.set(follower, follower.scrollTop);
  };
  const listen = (leader, follower) => {
    leader.addEventListener("scroll", () => {
      // A scroll that this module made is not answered: rounding would move the other one again.
      const isOwn = expected.get(leader) === leader.scrollTop;
      expected.delete(leader);
      if (!isOwn) follow(leader, follower);
    });
  };
  listen(source, preview);
  listen(preview, source);
  return () => follow(source, preview);
}
