// Wrapper of localStorage. If the browser refuses it, nothing is stored and nothing fails.

/**
 * @param {string} key
 * @returns {string | null} the value stored under `key`
 */
export function recall(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * Store `value` under `key`; null removes it.
 * @param {string} key
 * @param {string | null} value
 */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Refused or full: the old value stays.
  }
}

/**
 * A map stored under one key, the latest entry last; above `most` entries the first is removed.
 * @param {string} key
 * @param {number} most
 */
export function rememberedMap(key, most) {
  const all = () => {
    try {
      return new Map(JSON.parse(recall(key) ?? "[]"));
    } catch {
      return new Map(); // not written by this site
    }
  };
  return {
    get: (name) => all().get(name),
    set(name, value) {
      const map = all();
      map.delete(name);
      if (value !== undefined) map.set(name, value);
      remember(key, map.size ? JSON.stringify([...map].slice(-most)) : null);
    },
  };
}
