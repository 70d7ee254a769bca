// The grid as a sheet: move, choose a block, type, paste, fill down, undo; save all or nothing.
import { addKeys } from "../frame/keys.js";
import { say } from "../frame/say.js";
import { readBlock, writeBlock } from "./block.js";
import { Book } from "./book.js";
import { openEditor } from "./editor.js";
import { Hints } from "./hints.js";
import { save } from "./save.js";
import { Sheet } from "./sheet.js";
import { Show } from "./show.js";
import { Typing } from "./typing.js";

const table = document.querySelector("table.grid[data-ledger]");
const bar = document.getElementById("unsaved");
const sheet = new Sheet(table);
const book = new Book(`${table.dataset.login}:${table.dataset.ledger}`);
const show = new Show(sheet, book, bar);
const typing = new Typing(show, (cell, typed) => take([[cell, typed]]));
const hints = new Hints(table, (cell, words, value) => book.mean(cell.closest("tr").dataset.uid, columnOf(cell).name, words, value));
let fresh = 0;

const columnOf = (cell) => sheet.columns[cell.cellIndex - 1];

/** A change of a cell, as the book takes it. */
function change(cell, to) {
  const row = cell.closest("tr");
  const column = sheet.columns[cell.cellIndex - 1];
  return { uid: row.dataset.uid, name: column.name, to, was: show.saved(cell), seen: Number(row.dataset.seen || 0) };
}

/** Why a cell can't be changed; empty if it can. New rows take whatever is not given by the system. */
function fixed(cell) {
  const column = sheet.columns[cell.cellIndex - 1];
  return column.fixed;
}

function take(pairs) {
  const allowed = pairs.filter(([cell]) => cell && !fixed(cell));
  const refused = pairs.find(([cell, to]) => cell && fixed(cell) && to !== show.words(cell));
  book.take(allowed.map(([cell, to]) => change(cell, to)));
  show.paint();
  if (refused) say(`${sheet.columns[refused[0].cellIndex - 1].title} · ${fixed(refused[0])}`, { wrong: true });
}

/** Whether a cell's column has a list to choose from. */
const listed = (cell) => ["choice", "yes_no"].includes(sheet.columns[cell.cellIndex - 1].type);

/** Go to a cell and make it ready to be typed into. */
function go(place, wish = {}) {
  hints.close();
  typing.leave();
  sheet.go(place, wish);
  const cell = sheet.to && sheet.cellAt(sheet.to);
  if (cell && !wish.extend && !fixed(cell) && !listed(cell)) typing.reach(cell);
}

/** Begin to change a cell: words where they stand, choices in a list; or say why it can't be. */
function edit(cell) {
  const why = fixed(cell);
  if (why) say(why, { wrong: true });
  else if (listed(cell)) choose(cell);
  else {
    typing.reach(cell);
    typing.enter();
    hints.look(cell, columnOf(cell));
  }
}

function choose(cell) {
  const place = sheet.place(cell);
  openEditor(cell, sheet.columns[cell.cellIndex - 1], {
    value: show.words(cell),
    done: (typed, key) => {
      if (typed !== null) take([[cell, typed.trim()]]);
      if (key !== "blur") step(place, key);
    },
  });
}

/** Where the keys that end typing lead. */
const steps = { Enter: [1, 0], "Shift+Enter": [-1, 0], Tab: [0, 1], "Shift+Tab": [0, -1], Escape: [0, 0] };

function step(place, key) {
  go({ y: place.y + steps[key][0], x: place.x + steps[key][1] });
}

function cellsOf({ top, bottom, left, right }) {
  const rows = [];
  for (let y = top; y <= bottom; y += 1) {
    rows.push([]);
    for (let x = left; x <= right; x += 1) rows[rows.length - 1].push(sheet.cellAt({ y, x }));
  }
  return rows;
}

/** Put a block from the clipboard into the sheet; what does not fit below becomes new rows. */
function paste(text) {
  const { block } = sheet;
  if (!block) return;
  const rows = readBlock(text);
  const one = rows.length === 1 && rows[0].length === 1;
  if (one) {
    take(cellsOf(block).flat().map((cell) => [cell, rows[0][0].trim()]));
    return;
  }
  const lacking = block.top + rows.length - sheet.rows.length;
  if (lacking > 0) addRows(lacking);
  const pairs = [];
  rows.forEach((row, y) => row.forEach((given, x) => {
    const cell = block.left + x < sheet.columns.length ? sheet.cellAt({ y: block.top + y, x: block.left + x }) : null;
    pairs.push([cell, given.trim()]);
  }));
  take(pairs);
  sheet.go({ y: block.top + rows.length - 1, x: block.left + rows[0].length - 1 }, { extend: true });
  sheet.at = { y: block.top, x: block.left };
  sheet.paint();
}

function fillDown() {
  const { block } = sheet;
  if (!block) return;
  const rows = cellsOf(block);
  take(rows.slice(1).flatMap((row) => row.map((cell, x) => [cell, show.words(rows[0][x])])));
}

function clear() {
  if (sheet.block) take(cellsOf(sheet.block).flat().map((cell) => [cell, ""]));
}

/** Empty rows to type or paste into; they are rows once they are saved. */
function addRows(count, { uids = [] } = {}) {
  if (table.dataset.enters) {
    say(table.dataset.enters, { wrong: true });
    return;
  }
  const body = table.tBodies[0];
  body.querySelector("tr.none")?.remove();
  const further = body.querySelector("tr.further");
  for (let made = 0; made < count; made += 1) {
    fresh += 1;
    const row = document.getElementById("fresh-row").content.firstElementChild.cloneNode(true);
    row.dataset.uid = uids[made] || `new${Date.now()}-${fresh}`;
    row.dataset.fresh = "yes";
    for (const column of sheet.columns) {
      const cell = row.insertCell();
      cell.tabIndex = -1;
      cell.setAttribute("role", "gridcell");
      if (column.type === "number" || column.type === "money") cell.className = "figure";
    }
    body.insertBefore(row, further);
    row.cells[0].append(` ${sheet.rows.length}`);
  }
}

/** Rows somebody began to enter before the page was left. */
function restoreFresh() {
  const uids = [...book.rows.keys()].filter((uid) => uid.startsWith("new") && !sheet.row(uid));
  if (uids.length) addRows(uids.length, { uids });
}

function undo(step) {
  show.paint();
  const cell = step.length && sheet.cell(step[0].uid, step[0].name);
  if (cell) go(sheet.place(cell));
}

const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
const held = {
  z: () => undo(book.undo()), y: () => undo(book.redo()), d: fillDown, s: () => bar.requestSubmit(),
};

/** Keys while something is being typed in a cell; tells whether the key was for that. */
function pressedTyping(event, place) {
  if (!typing.begun && !typing.within) return false;
  const key = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
  if (event.key === "Escape") typing.drop();
  else if (steps[key]) step(place, key);
  else if (moves[event.key] && !typing.within) go({ y: place.y + moves[event.key][0], x: place.x + moves[event.key][1] });
  else return true;
  event.preventDefault();
  return true;
}

function pressed(event) {
  const cell = event.target.closest("td");
  if (!cell || event.isComposing || event.target.matches("input, select")) return;
  const place = sheet.place(cell);
  if (!place) return;
  event.stopPropagation();
  if (hints.press(event) || pressedTyping(event, place)) return;
  const letter = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && event.shiftKey && letter === "f") document.querySelector("[data-slash]").select();
  else if ((event.ctrlKey || event.metaKey) && held[letter]) held[letter]();
  else if (event.ctrlKey || event.metaKey || event.altKey) return;
  else if (moves[event.key]) go({ y: place.y + moves[event.key][0], x: place.x + moves[event.key][1] }, { extend: event.shiftKey });
  else if (event.key === "Home") go({ y: place.y, x: 0 });
  else if (event.key === "End") go({ y: place.y, x: sheet.columns.length - 1 });
  else if (event.key === "Enter" || event.key === "F2") edit(cell);
  else if (event.key === "Delete" || event.key === "Backspace") clear();
  else if (event.key.length === 1 && (fixed(cell) || listed(cell))) edit(cell);
  else return;
  event.preventDefault();
}

function startMouse() {
  let dragging = false;
  table.addEventListener("mousedown", (event) => {
    const cell = event.target.closest("td");
    const place = cell && !event.target.closest("a, button, input, select") && sheet.place(cell);
    if (!place) return;
    if (typing.cell === cell && (typing.begun || typing.within)) return;
    dragging = true;
    go(place, { extend: event.shiftKey });
    event.preventDefault();
  });
  table.addEventListener("mouseover", (event) => {
    const cell = dragging && event.target.closest("td");
    const place = cell && sheet.place(cell);
    if (place && (place.y !== sheet.to.y || place.x !== sheet.to.x)) go(place, { extend: true });
  });
  document.addEventListener("mouseup", () => { dragging = false; });
  table.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("td");
    if (cell && sheet.place(cell)) edit(cell);
  });
}

function startClipboard() {
  const ours = (event) => table.contains(document.activeElement) && !event.target.closest("input, select")
    && !typing.begun && !typing.within;
  document.addEventListener("paste", (event) => {
    if (!ours(event)) return;
    event.preventDefault();
    paste(event.clipboardData.getData("text/plain"));
  });
  document.addEventListener("copy", (event) => {
    if (!ours(event) || !sheet.block) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", writeBlock(cellsOf(sheet.block).map((row) => row.map((cell) => show.words(cell)))));
  });
}

function startBar() {
  bar.addEventListener("click", (event) => {
    const { target } = event;
    if (target.closest("[data-undo]")) undo(book.undo());
    if (target.closest("[data-drop]")) {
      book.forget();
      for (const row of table.querySelectorAll("tr[data-fresh]")) row.remove();
      show.faults = new Map();
      show.paint();
    }
    const fault = target.closest("[data-cell]");
    if (fault) {
      const cell = sheet.cell(...fault.dataset.cell.split(" "));
      if (cell) go(sheet.place(cell));
    }
  });
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    save(show, bar.querySelector("[name=reason]").value);
  });
}

/** Make the cells of rows that have just come in reachable by keyboard. */
function prepare() {
  for (const cell of table.tBodies[0].querySelectorAll("tr[data-uid] td:not([tabindex])")) cell.tabIndex = -1;
  const first = table.tBodies[0].querySelector("tr[data-uid] td");
  if (first && !table.querySelector("td[tabindex='0']")) first.tabIndex = 0;
  restoreFresh();
  show.paint();
}

table.addEventListener("keydown", pressed);
table.addEventListener("focusin", (event) => {
  const cell = event.target.closest("td");
  if (cell && event.target === cell && !sheet.at) go(sheet.place(cell));
});
table.addEventListener("focusout", (event) => {
  if (!typing.cell || typing.cell.contains(event.relatedTarget)) return;
  hints.close();
  typing.leave();
});
// Typing in a cell is no filtering.
table.tBodies[0].addEventListener("input", (event) => {
  event.stopPropagation();
  if (!typing.cell || !typing.cell.contains(event.target)) return;
  if (!typing.begun) typing.begin();
  hints.look(typing.cell, columnOf(typing.cell));
});
startMouse();
startClipboard();
startBar();
book.watch(() => show.count());
document.querySelector("[data-add-row]")?.addEventListener("click", () => {
  addRows(1);
  go({ y: sheet.rows.length - 1, x: 0 });
});
document.body.addEventListener("htmx:afterSwap", prepare);
const left = book.restore();
prepare();
if (left) say(bar.dataset.restored);
addKeys({
  j: () => go({ y: (sheet.at?.y ?? -1) + 1, x: sheet.at?.x ?? 0 }),
  k: () => go({ y: (sheet.at?.y ?? 1) - 1, x: sheet.at?.x ?? 0 }),
  e: () => {
    const cell = sheet.at && sheet.cellAt(sheet.at);
    if (cell) edit(cell);
  },
});
