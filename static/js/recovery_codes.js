// Prints recovery codes or saves them as a file. The page shows them once and the server never again.
const list = document.querySelector("[data-codes]");

document.querySelector("[data-codes-print]")?.addEventListener("click", () => window.print());

document.querySelector("[data-codes-save]")?.addEventListener("click", (event) => {
  const { codesSave, title } = event.currentTarget.dataset;
  const lines = [title, "", ...[...list.children].map((item) => item.textContent.trim()), ""];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([lines.join("\r\n")], { type: "text/plain" }));
  link.download = codesSave;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

// Shown only with JavaScript, because the buttons need it.
document.querySelector("[data-codes-keep]")?.removeAttribute("hidden");
