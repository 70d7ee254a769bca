// Tabs of the right pane, the two panes on a phone, and the filter of the tasks.
let current = "panel-tasks";
let filter = { words: "", unit: "", time: "" };
let pane = "right";

const tabs = () => [...document.querySelectorAll("[role=tab]")];

export function openTab(panel) {
  if (!panel) return;
  if (panel.id !== current) document.querySelector(".right").scrollTop = 0;
  current = panel.id;
  for (const tab of tabs()) {
    const chosen = tab.getAttribute("aria-controls") === current;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !chosen;
  }
}

export function showPane(name) {
  pane = name;
  const panes = document.querySelector(".panes");
  if (!panes) return;
  panes.dataset.show = name;
  for (const button of document.querySelectorAll("[data-pane]")) {
    button.setAttribute("aria-pressed", String(button.dataset.pane === name));
  }
}

function turn(event) {
  const all = tabs();
  const at = all.indexOf(event.target);
  if (at === -1) return;
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = all[(at + step + all.length) % all.length];
  openTab(document.getElementById(next.getAttribute("aria-controls")));
  next.focus();
}

/** Hide the tasks the filter does not want, and headings without any left. */
export function applyFilter() {
  const form = document.querySelector("[data-filter]");
  if (!form) return;
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  let group = null;
  for (const row of document.querySelectorAll("#panel-tasks .cards > li")) {
    if (row.matches("[data-group]")) {
      group = row;
      group.hidden = true;
      continue;
    }
    const wanted = words.every((word) => row.dataset.find.includes(word))
      && (!filter.unit || row.dataset.units.split("|").includes(filter.unit))
      && (!filter.time || row.dataset.time === filter.time);
    row.hidden = !wanted;
    if (wanted) {
      found += 1;
      if (group) group.hidden = false;
    }
  }
  const count = form.querySelector("[data-found]");
  const active = filter.words || filter.unit || filter.time;
  count.textContent = active ? `${found} / ${count.dataset.all}` : "";
}

function readFilter(form) {
  const data = new FormData(form);
  filter = { words: data.get("words"), unit: data.get("unit"), time: data.get("time") };
  applyFilter();
}

/** The cards that can be moved through now. */
export function cards() {
  return [...document.querySelectorAll(`#${current} .card`)].filter((card) => !card.hidden);
}

export function startPanes() {
  const list = document.querySelector("[role=tablist]");
  if (!list) return;
  list.addEventListener("keydown", turn);
  for (const tab of tabs()) tab.addEventListener("click", () => openTab(document.getElementById(tab.getAttribute("aria-controls"))));
  for (const button of document.querySelectorAll("[data-pane]")) button.addEventListener("click", () => showPane(button.dataset.pane));
  const form = document.querySelector("[data-filter]");
  for (const [name, value] of Object.entries(filter)) {
    const field = form.elements[name];
    field.value = value;
    if (field.value !== value) filter[name] = field.value = "";
  }
  form.addEventListener("input", () => readFilter(form));
  form.addEventListener("submit", (event) => event.preventDefault());
  openTab(document.getElementById(current) || document.getElementById("panel-tasks"));
  showPane(pane);
}
