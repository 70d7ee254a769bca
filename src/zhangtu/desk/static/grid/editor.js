// The field that opens in a cell to type in: a list for choices, a line for anything else.

const YES_NO = "yes_no";

/** Options of a column: the choices' titles, or yes and no as the page calls them. */
function optionsOf(column, words) {
  if (column.type === YES_NO) return [words.yes, words.no];
  return column.type === "choice" ? column.choices.map(([, title]) => title) : null;
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
 * @param {{value: string, words: object, done: (value: string|null, key: string) => void}} wish
 *   `done` gets what was typed, or null when the person gave up, and the key that ended it.
 */
export function openEditor(cell, column, { value, words, done }) {
  const options = optionsOf(column, words);
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
    } catch {
      // a browser that opens lists only for the mouse shows it closed; arrows work
    }
  }
}
