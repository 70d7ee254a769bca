// The keyboard: / filters, j and k move, e corrects, ? lists the keys, Esc closes.
import { closeInPlace } from "./forms.js";
import { goToCard, goToText } from "./links.js";
import { cards, openTab } from "./panes.js";

function typing(target) {
  return target.matches("input, select, textarea, [contenteditable]") || target.closest("dialog[open]");
}

function move(step) {
  const all = cards();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement.closest(".card"));
  const next = at === -1 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
  if (!window.matchMedia("(max-width: 800px)").matches) goToText(all[next].id, { focus: false });
  goToCard(all[next].id);
}

const acts = {
  "/": () => {
    const field = document.querySelector("[data-slash]");
    if (!field) return false;
    openTab(field.closest("[role=tabpanel]"));
    field.focus();
    field.select();
    return true;
  },
  j: () => move(1),
  k: () => move(-1),
  e: () => document.activeElement.closest(".card")?.querySelector("[data-edit]")?.click(),
  "?": () => document.getElementById("keys").showModal(),
};

function escape(event) {
  const field = event.target;
  if (field.matches("[data-slash]")) {
    field.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.blur();
  } else if (!closeInPlace()) {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
}

export function startKeys() {
  document.querySelector("[data-keys]")?.addEventListener("click", acts["?"]);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) escape(event);
    else if (event.key === "Enter" && event.target.matches(".card")) {
      event.preventDefault();
      goToText(event.target.id);
    } else if (!typing(event.target) && acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });
}
