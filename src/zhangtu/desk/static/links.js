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
  const place = document.getElementById(`at-${key}`)
    || document.querySelector(`[data-t~="${CSS.escape(key)}"], [data-f~="${CSS.escape(key)}"]`);
  if (!place) return false;
  showPane("left");
  place.scrollIntoView({ block: "center" });
  if (focus) place.focus({ preventScroll: true });
  light([key]);
  return true;
}

/** Follow the address: a card or a place in the text named behind the hash. */
export function showHash() {
  const name = decodeURIComponent(window.location.hash.slice(1));
  if (!name || !workspace()) return;
  if (name.startsWith("at-")) goToText(name.slice(3));
  else goToCard(name);
}

function follow(event) {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey) return;
  const name = decodeURIComponent(link.hash.slice(1));
  const done = name.startsWith("at-") ? goToText(name.slice(3)) : goToCard(name);
  if (done) {
    event.preventDefault();
    history.replaceState(null, "", link.hash);
  }
}

export function startLinks() {
  if (!workspace()) return;
  for (const name of ["mouseover", "focusin"]) {
    workspace().addEventListener(name, (event) => {
      const keys = keysOf(event.target);
      if (keys.length) light(keys);
    });
  }
  workspace().addEventListener("click", follow);
  workspace().addEventListener("click", (event) => {
    const piece = event.target.closest(".left span[data-t], .left span[data-f]");
    if (!piece || String(window.getSelection())) return;
    goToCard(keysOf(piece)[0]);
  });
  window.addEventListener("hashchange", showHash);
}
