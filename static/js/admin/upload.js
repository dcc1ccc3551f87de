/**
 * Send one picture.
 * @param {File} file
 * @param {string} alt
 * @param {string} address of the endpoint
 * @param {HTMLFormElement} form holds the token against forged requests
 * @returns {Promise<{key: string, alt: string, url: string, width: number, height: number}>}
 * @throws {{told: (string|undefined)}} the reason in words for the person; undefined: no answer
 */
export async function upload(file, alt, address, form) {
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
  }).catch(() => null);
  if (!response) throw { told: undefined };
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const answer = isJson ? await response.json() : {};
  if (!response.ok) throw { told: answer.error ?? response.statusText };
  return answer;
}
