// The sign-in of the author while the write screen is open.

/**
 * Ask the server who is signed in.
 * @param {HTMLFormElement} form gets a current CSRF token if it is the same account
 * @returns {Promise<"same"|"other"|"none"|"unknown">} "unknown": no response
 */
export async function checkSession(form) {
  const { sessionUrl, account } = form.querySelector("[data-write]").dataset;
  try {
    const response = await fetch(sessionUrl, { cache: "no-store" });
    if (!response.ok) return "unknown";
    const { user, token } = await response.json();
    if (!user) return "none";
    if (user !== account) return "other";
    form.elements.namedItem("csrfmiddlewaretoken").value = token;
    return "same";
  } catch {
    return "unknown";
  }
}
