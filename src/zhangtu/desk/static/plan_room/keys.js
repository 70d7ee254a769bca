// The keys of the plan room: f filters, j and k move, e corrects, Enter goes to the text.
import { addCloser, addKeys } from "../frame/keys.js";
import { closeInPlace } from "./forms.js";
import { goToCard, goToText } from "./links.js";
import { cards, openTab } from "./panes.js";

function move(step) {
  const all = cards();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement.closest(".card"));
  const next = at === -1 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
  if (!window.matchMedia("(max-width: 800px)").matches) goToText(all[next].id, { focus: false });
  goToCard(all[next].id);
}

function filter() {
  const field = document.querySelector("[data-slash]");
  openTab(field.closest("[role=tabpanel]"));
  field.focus();
  field.select();
}

/** Esc empties the filter, else shuts the form open in place. */
function close(event) {
  const field = event.target;
  if (!field.matches("[data-slash]")) return closeInPlace();
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.blur();
  return true;
}

export function startPlanKeys() {
  // Where nobody has signed in there is no search of everything: then / filters too.
  if (document.querySelector("[data-slash]")) addKeys({ f: filter });
  if (!document.querySelector("[data-search]") && document.querySelector("[data-slash]")) addKeys({ "/": filter });
  addKeys({
    j: () => move(1),
    k: () => move(-1),
    e: () => document.activeElement.closest(".card")?.querySelector("[data-edit]")?.click(),
  });
  addCloser(close);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".card")) return;
    event.preventDefault();
    goToText(event.target.id);
  });
}
