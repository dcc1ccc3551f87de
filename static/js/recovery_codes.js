// Prints recovery codes, or saves them as a file: the page shows them once and the server gives them no more.
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

// Offered only now, when a press does something.
document.querySelector("[data-codes-keep]")?.removeAttribute("hidden");
