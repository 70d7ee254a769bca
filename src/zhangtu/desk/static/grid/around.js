// What stands around the sheet: addresses that keep up with the filters, picking rows, suggestions, columns, small screens.
import { addCloser } from "../frame/keys.js";
import "./asking.js";
import "./numbers.js";
import { startSuggesting } from "./suggest.js";
import { startNarrow } from "./narrow.js";

const form = document.getElementById("picked");
const table = document.querySelector("table.grid[data-ledger]");

/** What the address asks now, without what is empty and without the place of a page. */
function asked() {
  const found = new URLSearchParams();
  for (const [name, words] of new URLSearchParams(window.location.search)) {
    if (words && name !== "after" && name !== "total") found.append(name, words);
  }
  return found;
}

/** Links and forms about what is asked ask what the filters say now. */
function renew() {
  for (const one of document.querySelectorAll("[data-asks]")) {
    const params = asked();
    if (one instanceof HTMLInputElement) one.value = `?${params}`;
    else {
      const to = new URL(one.href);
      if ("sort" in one.dataset) {
        params.delete("sort");
        if (to.searchParams.get("sort")) params.set("sort", to.searchParams.get("sort"));
      }
      to.search = params.toString();
      one.href = to.href;
    }
  }
}

const boxes = () => [...table.tBodies[0].querySelectorAll("input[name=row]")];
const picked = () => boxes().filter((box) => box.checked);

/** Show how many rows are picked, and whether all that are asked for can be. */
function count() {
  const chosen = picked();
  const every = form.querySelector("[name=all]");
  const page = table.querySelector("[data-pick-page]");
  form.hidden = !chosen.length;
  const whole = chosen.length > 0 && chosen.length === boxes().length;
  page.checked = whole;
  page.indeterminate = chosen.length > 0 && !whole;
  form.querySelector("[data-pick-all]").hidden = !whole || !table.querySelector("tr.further");
  if (form.querySelector("[data-pick-all]").hidden) every.checked = false;
  const total = document.getElementById("count").textContent.trim();
  form.querySelector("[data-count]").textContent = total;
  const words = form.querySelector("[data-picked]");
  const all = form.querySelector("[data-all-picked]");
  words.textContent = every.checked ? `${all.dataset.allPicked}${total}` : words.dataset.picked.replace("{n}", chosen.length);
}

function startPicking() {
  let last = null;
  table.querySelector("[data-pick-page]").hidden = false;
  form.querySelector("[data-unpick]").hidden = false;
  table.querySelector("[data-pick-page]").addEventListener("change", (event) => {
    for (const box of boxes()) box.checked = event.target.checked;
    count();
  });
  table.tBodies[0].addEventListener("click", (event) => {
    const box = event.target.closest("input[name=row]");
    if (!box) return;
    const every = boxes();
    if (event.shiftKey && last && every.includes(last)) {
      const [from, to] = [every.indexOf(last), every.indexOf(box)].sort((one, other) => one - other);
      for (const between of every.slice(from, to + 1)) between.checked = box.checked;
    }
    last = box;
    count();
  });
  form.addEventListener("change", count);
  form.querySelector("[data-unpick]").addEventListener("click", unpick);
  // Many rows travel as one field, each with the version that is on the page now.
  form.addEventListener("formdata", (event) => {
    const rows = picked().map((box) => box.closest("tr").dataset).map((row) => `${row.uid}:${row.seen}`);
    event.formData.delete("row");
    event.formData.set("row", rows.join(","));
  });
  addCloser(() => {
    if (!picked().length) return false;
    unpick();
    return true;
  });
  count();
}

function unpick() {
  for (const box of boxes()) box.checked = false;
  count();
}

/** The form of columns, order and groups comes when it is opened. */
function startShape() {
  const menu = document.querySelector("[data-shape]");
  menu.parentElement.addEventListener("toggle", async () => {
    if (!menu.parentElement.open) return;
    const answer = await fetch(`${menu.dataset.shape}?${asked()}`, { headers: { "X-Fragment": "1" } });
    if (!answer.ok) return;
    menu.innerHTML = await answer.text();
    startColumns(menu);
    menu.querySelector("select").focus();
  });
}

/** Columns go up and down in their list. */
function startColumns(menu) {
  for (const moves of menu.querySelectorAll(".chosen-columns .moves")) moves.hidden = false;
  menu.querySelector(".chosen-columns").addEventListener("click", (event) => {
    const button = event.target.closest("[data-up], [data-down]");
    const item = button?.closest("li");
    const other = button && ("up" in button.dataset ? item.previousElementSibling : item.nextElementSibling);
    if (!other) return;
    if ("up" in button.dataset) other.before(item);
    else other.after(item);
    button.focus();
  });
  const shown = [...menu.querySelectorAll("[name=cols]:checked")].map((box) => box.value).join();
  const own = asked().has("cols");
  // What stays empty does not lengthen the address.
  menu.querySelector("form").addEventListener("formdata", (event) => {
    const columns = event.formData.getAll("cols");
    // Three lists bear one name: those left empty go, the chosen ones stay, in their order.
    const given = [...event.formData].filter(([name, words]) => words && name !== "cols");
    for (const name of new Set(event.formData.keys())) event.formData.delete(name);
    for (const [name, words] of given) event.formData.append(name, words);
    // Columns nobody touched are left to the server: groups then show what can be added up.
    if (columns.length && (own || columns.join() !== shown)) event.formData.set("cols", columns.join(","));
  });
}

document.body.addEventListener("htmx:afterSettle", () => {
  renew();
  count();
});
renew();
startPicking();
startShape();
startSuggesting(table, asked);
startNarrow(table);
