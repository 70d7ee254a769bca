// Offers what can be done with words selected in the document: a task, a split, other words.
import { characters } from "./forms.js";

const bar = () => document.getElementById("selection");

/** The place in the text of a point in the page, in characters; null outside the document. */
function offset(node, at) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const piece = element.closest?.(".paper [data-s]");
  if (!piece) return null;
  const inside = document.createRange();
  inside.setStart(piece, 0);
  inside.setEnd(node, at);
  return Number(piece.dataset.s) + characters(inside.toString());
}

function show(event) {
  const selection = window.getSelection();
  const text = document.getElementById("text");
  if (bar().contains(document.activeElement)) return;
  const inside = selection.rangeCount && text?.contains(selection.anchorNode);
  const caret = selection.isCollapsed && event.type === "mouseup" && event.target.matches?.(".paper span[data-t]");
  if (!inside || (selection.isCollapsed && !caret)) {
    bar().hidden = true;
    return;
  }
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || start > end) return;
  fill(range, start, end, selection.toString());
  const box = caret ? { left: event.clientX, top: event.clientY - 8 } : range.getBoundingClientRect();
  bar().hidden = false;
  bar().style.left = `${Math.max(4, Math.min(box.left, window.innerWidth - bar().offsetWidth - 4))}px`;
  bar().style.top = `${Math.max(60, box.top - bar().offsetHeight - 6)}px`;
}

function fill(range, start, end, words) {
  for (const form of bar().querySelectorAll("form")) {
    if (form.elements.start) form.elements.start.value = start;
    if (form.elements.end) form.elements.end.value = end;
    if (form.elements.words) form.elements.words.value = words;
    if (form.elements.new) form.elements.new.value = words;
  }
  bar().querySelector("[data-add]").hidden = start === end;
  bar().querySelector("[data-mend]").hidden = start === end || words.includes("\n") || words.length > 200;
  const piece = range.startContainer.parentElement.closest("[data-t]");
  const split = bar().querySelector("[data-split]");
  split.hidden = !piece;
  if (piece) {
    const card = document.getElementById(piece.dataset.t.split(" ").pop());
    split.hidden = !card || start <= Number(card.dataset.start);
    split.elements.key.value = card?.id || "";
    split.elements.at.value = card ? Math.max(0, start - Number(card.dataset.start)) : "";
  }
}

/** A caret is looked at at once, before the click moves the focus; a selection only after it has settled. */
function later(event) {
  if (event.type === "mouseup" && window.getSelection().isCollapsed) show(event);
  else setTimeout(() => show(event), 10);
}

/** A link swallows a selection that begins at its first letter; while the mouse is down it is none. */
function unlink(event) {
  const link = event.target.closest?.(".paper a.s");
  if (!link || event.button || event.ctrlKey || event.metaKey) return;
  const address = link.getAttribute("href");
  link.removeAttribute("href");
  document.addEventListener("mouseup", () => link.setAttribute("href", address), { once: true, capture: true });
}

export function startSelection() {
  if (!bar()) return;
  document.addEventListener("mousedown", unlink);
  for (const name of ["mouseup", "keyup", "touchend"]) document.addEventListener(name, later);
  document.addEventListener("workspace", () => { bar().hidden = true; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") bar().hidden = true; });
  document.addEventListener("mousedown", (event) => { if (!bar().contains(event.target)) bar().hidden = true; });
}
