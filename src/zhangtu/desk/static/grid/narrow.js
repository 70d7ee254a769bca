// On a phone rows are cards, and buttons and filters fold away until they are wanted.
const NARROW = window.matchMedia("(max-width: 640px)");

function label(table) {
  const titles = [...table.tHead.rows[0].cells].map((head) => head.dataset.title || "");
  for (const row of table.querySelectorAll("tbody tr[data-uid]:not([data-labelled]), tbody tr.band:not([data-labelled]), tfoot tr:not([data-labelled])")) {
    [...row.cells].forEach((cell, place) => { cell.dataset.label = titles[place] || ""; });
    row.dataset.labelled = "yes";
  }
}

function fold(button, target) {
  if (!button || !target) return;
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    target.classList.toggle("unfolded", open);
    if (open) target.querySelector("a, button, input, select")?.focus();
  });
}

/** Fit a table to the width there is. */
export function startNarrow(table) {
  const deeds = document.querySelector(".fold");
  const filters = document.querySelector(".filters-fold");
  fold(deeds, document.getElementById("deeds"));
  fold(filters, table.querySelector(".filters"));
  const fit = () => {
    table.classList.toggle("cards", NARROW.matches);
    for (const button of [deeds, filters]) if (button) button.hidden = !NARROW.matches;
    if (NARROW.matches) label(table);
  };
  NARROW.addEventListener("change", fit);
  document.body.addEventListener("htmx:afterSettle", fit);
  fit();
}
