// Buttons of a code block: copy, wrap long lines.

import { toast } from "./toast.js";

function button(label, onClick) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "button";
  element.textContent = label;
  element.addEventListener("click", () => onClick(element));
  return element;
}

async function copy(pre, words) {
  try {
    await navigator.clipboard.writeText(pre.textContent.replace(/\n$/, ""));
    toast(words.codeCopied);
  } catch {
    getSelection().selectAllChildren(pre);
  }
}

function toggleWrap(figure, element) {
  element.setAttribute("aria-pressed", String(figure.classList.toggle("is-wrapped")));
}

function equip(figure, words) {
  const pre = figure.querySelector("pre");
  const tools = document.createElement("div");
  tools.className = "code-tools";
  if (pre.scrollWidth > pre.clientWidth) {
    const wrap = button(words.codeWrap, (element) => toggleWrap(figure, element));
    wrap.setAttribute("aria-pressed", "false");
    tools.append(wrap);
  }
  tools.append(button(words.codeCopy, () => copy(pre, words)));
  figure.append(tools);
}

for (const prose of document.querySelectorAll("[data-prose]")) {
  for (const figure of prose.querySelectorAll("figure.code")) equip(figure, prose.dataset);
}
