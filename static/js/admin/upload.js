/**
 * Upload one image.
 * @param {File} file
 * @param {string} alt
 * @param {string} address URL of the endpoint
 * @param {HTMLFormElement} form contains the CSRF token
 * @param {AbortSignal} [signal] cancels the upload
 * @returns {Promise<{key: string, alt: string, url: string, width: number, height: number, notice: string}>}
 * @throws {{reason: (string|undefined)}} a translated message; undefined: no response
 */
export async function upload(file, alt, address, form, signal) {
  const body = new FormData();
  body.set("image", file, file.name || "picture");
  body.set("alt", alt);
  const response = await fetch(address, {
    method: "POST",
    headers: {
      "X-CSRFToken": form.elements.namedItem("csrfmiddlewaretoken").value,
      "X-Requested-With": "XMLHttpRequest",
    },
    body,
    signal,
  }).catch(() => null);
  if (!response) throw { reason: undefined };
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const answer = isJson ? await response.json() : {};
  if (!response.ok) throw { reason: answer.error ?? response.statusText };
  return answer;
}
