// Values that stand in a column, offered while its filter is typed.

/** Tell whoever listens once the person has stopped typing for a moment. */
function calmly(act) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), 200);
  };
}

/**
 * Offer values for the filters of a table.
 * @param {HTMLTableElement} table
 * @param {() => URLSearchParams} asked what the address asks now
 */
export function startSuggesting(table, asked) {
  const from = table.tBodies[0].dataset.values;
  const known = new Map();

  async function offer(field) {
    const params = asked();
    params.set("of", field.dataset.suggests);
    params.set("begins", field.value);
    params.delete(field.name);
    const address = `${from}?${params}`;
    if (!known.has(address)) known.set(address, fetch(address, { headers: { "X-Fragment": "1" } }).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null));
    const found = await known.get(address);
    if (!found || document.activeElement !== field) return;
    listOf(field).replaceChildren(
      ...found.values.map((one) => new Option(one.words === one.typed ? one.count : `${one.words} ${one.count}`, one.typed)),
      new Option("", found.empty),
    );
  }

  const calm = calmly(offer);
  table.tHead.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-suggests]")) offer(event.target);
  });
  table.tHead.addEventListener("input", (event) => {
    if (event.target.matches("[data-suggests]")) calm(event.target);
  });
}

function listOf(field) {
  const id = `values-${field.dataset.suggests}`;
  let list = document.getElementById(id);
  if (!list) {
    list = document.createElement("datalist");
    list.id = id;
    field.after(list);
    field.setAttribute("list", id);
  }
  return list;
}
