// Alt with an arrow moves the field one stands in. After each change one stands where one stood, forms that
// were open are open, and what was typed there and not kept yet still stands there.
let moved = "";
let kept = [];

document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const card = event.target.closest?.("[data-card]");
  const button = card?.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]");
  if (!button) return;
  event.preventDefault();
  moved = card.id;
  button.click();
});

/** What stands in the fields of a card that differs from what the server sent. */
function typed(card) {
  const changed = [];
  for (const field of card.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const same = field.type === "checkbox" ? field.checked === field.defaultChecked
      : field.options ? [...field.options].every((one) => one.selected === one.defaultSelected) || ![...field.options].some((one) => one.defaultSelected)
        : field.value === field.defaultValue;
    if (!same) changed.push([field.name, field.type === "checkbox" ? [field.value, field.checked] : field.value]);
  }
  return changed;
}

function typeAgain(card, changed) {
  for (const [name, value] of changed) {
    const fields = [...card.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    if (Array.isArray(value)) {
      const field = fields.find((one) => one.value === value[0]);
      if (field) field.checked = value[1];
    } else if (fields[0]) fields[0].value = value;
  }
}

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "design" || !event.detail.shouldSwap) return;
  const sent = event.detail.requestConfig?.elt?.closest("[data-card]");
  kept = [...document.querySelectorAll("[data-card]")]
    .filter((card) => card !== sent && card.querySelector("details").open)
    .map((card) => [card.id, typed(card)]);
});

document.addEventListener("htmx:afterSettle", () => {
  for (const [id, changed] of kept) {
    const card = document.getElementById(id);
    if (!card) continue;
    card.querySelector("details").open = true;
    typeAgain(card, changed);
  }
  kept = [];
  if (moved) {
    const summary = document.getElementById(moved)?.querySelector("summary");
    summary?.focus();
    summary?.scrollIntoView({ block: "nearest" });
    moved = "";
  } else if (document.activeElement === document.body) {
    document.querySelector("[data-card] > details[open] > summary")?.focus();
  }
});
