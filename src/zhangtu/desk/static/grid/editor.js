// The field that opens in a cell to type in: a list for choices, a line for anything else.

/** Options of a column: the choices' titles; null for a column one types into. */
function optionsOf(column) {
  return ["choice", "yes_no"].includes(column.type) ? column.choices.map(([, title]) => title) : null;
}

function listOf(options, value) {
  const list = document.createElement("select");
  for (const words of ["", ...options]) list.add(new Option(words, words, false, words === value));
  if (value && !options.includes(value)) list.add(new Option(value, value, true, true));
  return list;
}

/**
 * Open a field in a cell.
 * @param {HTMLTableCellElement} cell
 * @param {object} column
 * @param {{value: string, done: (value: string|null, key: string) => void}} wish
 *   `done` gets what was typed, or null when the person gave up, and the key that ended it.
 */
export function openEditor(cell, column, { value, done }) {
  const options = optionsOf(column);
  const field = options ? listOf(options, value) : document.createElement("input");
  if (!options) field.value = value;
  field.className = "cell-field";
  field.setAttribute("aria-label", column.title);
  const before = [...cell.childNodes];
  cell.replaceChildren(field);
  cell.classList.add("editing-cell");
  let open = true;
  const close = (typed, key) => {
    if (!open) return;
    open = false;
    cell.classList.remove("editing-cell");
    cell.replaceChildren(...before);
    done(typed, key);
  };
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") close(null, "Escape");
    else if (event.key === "Enter" || event.key === "Tab") close(field.value, event.shiftKey ? `Shift+${event.key}` : event.key);
    else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  // Typing in a cell is no filtering.
  field.addEventListener("input", (event) => event.stopPropagation());
  field.addEventListener("blur", () => close(field.value, "blur"));
  field.focus();
  if (!options) field.setSelectionRange(field.value.length, field.value.length);
  else if (field.showPicker) {
    try {
      field.showPicker();
      // One choice in the open list is the answer, as in a spreadsheet; the cell stays the current one.
      field.addEventListener("change", () => close(field.value, "Escape"));
    } catch {
      // a browser that opens lists only for the mouse shows it closed; arrows work
    }
  }
}
