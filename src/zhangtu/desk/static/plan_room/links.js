// Hovering or focusing a task or fault on one side lights it up on the other; a click goes there.
import { openTab, showPane } from "./panes.js";

const workspace = () => document.getElementById("workspace");

/** The keys an element stands for: its card's, or those of the piece of text. */
function keysOf(element) {
  const card = element.closest("[data-task], [data-fault]");
  if (card) return [card.dataset.task || card.dataset.fault];
  const piece = element.closest("[data-t], [data-f]");
  if (!piece) return [];
  return `${piece.dataset.f || ""} ${piece.dataset.t || ""}`.trim().split(" ");
}

function light(keys) {
  for (const one of workspace().querySelectorAll(".lit")) one.classList.remove("lit");
  for (const key of keys) {
    const quoted = CSS.escape(key);
    for (const one of workspace().querySelectorAll(`#${quoted}, [data-t~="${quoted}"], [data-f~="${quoted}"]`)) {
      one.classList.add("lit");
    }
  }
}

let dwelling = null;

/** What stands for these keys in the other pane, if it is shown now. */
function counterpart(keys, inText) {
  const name = (key) => CSS.escape(key);
  const found = keys.map((key) => (inText
    ? document.getElementById(key)
    : workspace().querySelector(`.left [data-t~="${name(key)}"], .left [data-f~="${name(key)}"]`)));
  return found.find((one) => one?.offsetParent);
}

/** When the mouse rests, bring the counterpart into view in the other pane; a form open there is not moved. */
function reveal(keys, inText) {
  const other = counterpart(keys, inText);
  const pane = other?.closest(".left, .right");
  if (!pane || pane.querySelector("[data-inplace]")) return;
  const [box, frame] = [other.getBoundingClientRect(), pane.getBoundingClientRect()];
  const hidden = box.top < frame.top + 56 || Math.min(box.bottom, box.top + 72) > frame.bottom;
  if (!hidden || pane.scrollHeight <= pane.clientHeight) return;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  pane.scrollTo({ top: pane.scrollTop + box.top - frame.top - frame.height / 3, behavior: still ? "auto" : "smooth" });
}

function rest(event) {
  clearTimeout(dwelling);
  const keys = keysOf(event.target);
  const inText = Boolean(event.target.closest(".left"));
  if (keys.length) dwelling = setTimeout(() => reveal(keys, inText), 250);
}

/** Bring a card into view on the right and put the focus on it. */
export function goToCard(key) {
  const card = document.getElementById(key);
  if (!card || !card.matches(".card")) return false;
  card.hidden = false;
  openTab(card.closest("[role=tabpanel]"));
  showPane("right");
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
  light([key]);
  return true;
}

/** Bring the words of a task or fault into view on the left. */
export function goToText(key, { focus = true } = {}) {
  const quoted = CSS.escape(key);
  const places = [...document.querySelectorAll(`.left [data-t~="${quoted}"], .left [data-f~="${quoted}"]`)];
  if (!places.length) return false;
  showPane("left");
  places[0].scrollIntoView({ block: "center" });
  const link = places.find((place) => place.matches(`[href="#${quoted}"]`));
  if (focus) link?.focus({ preventScroll: true });
  light([key]);
  return true;
}

/** Bring a place of the text into view and light up what a row on the right stands for. */
function goToPlace(place, row) {
  showPane("left");
  place.scrollIntoView({ block: "center" });
  if (row) lightRange(row);
}

function lightRange(row) {
  light([]);
  for (const piece of workspace().querySelectorAll(".left [data-s]")) {
    const at = Number(piece.dataset.s);
    if (at >= Number(row.dataset.from) && at < Number(row.dataset.to)) piece.classList.add("lit");
  }
}

/** Follow the address: a card or a place in the text named behind the hash. */
export function showHash() {
  const name = decodeURIComponent(window.location.hash.slice(1));
  if (!name || !workspace()) return;
  const place = document.getElementById(name);
  if (place?.matches(".left *")) goToPlace(place);
  else goToCard(name);
}

let pressed = { clientX: 0, clientY: 0 };

/** Whether the mouse has moved between being pressed and let go. */
const dragged = (event) => Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) > 4;

function follow(event) {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey) return;
  // The mouse has just selected words of the link: that is no click on it.
  if (event.detail && link.matches(".left *") && dragged(event)) {
    event.preventDefault();
    return;
  }
  const name = decodeURIComponent(link.hash.slice(1));
  const place = document.getElementById(name);
  const inText = place?.matches(".left *");
  if (inText && !link.dataset.see) goToPlace(place, link.closest("[data-from]"));
  if (inText ? !link.dataset.see || goToText(link.dataset.see) : goToCard(name)) {
    event.preventDefault();
    history.replaceState(null, "", link.hash);
  }
}

export function startLinks() {
  if (!workspace()) return;
  for (const name of ["mouseover", "focusin"]) {
    workspace().addEventListener(name, (event) => {
      const keys = keysOf(event.target);
      const row = event.target.closest("[data-from]");
      if (keys.length) light(keys);
      else if (row) lightRange(row);
    });
  }
  workspace().addEventListener("mousedown", (event) => { pressed = event; });
  workspace().addEventListener("mouseover", rest);
  workspace().addEventListener("mouseleave", () => clearTimeout(dwelling));
  workspace().addEventListener("click", follow);
  workspace().addEventListener("click", (event) => {
    const piece = event.target.closest(".left span[data-t], .left span[data-f]");
    if (!piece || String(window.getSelection())) return;
    goToCard(keysOf(piece)[0]);
  });
  window.addEventListener("hashchange", showHash);
}
