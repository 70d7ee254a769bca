// What is wrong, said beside the words themselves like a spell-checker's: on hover and on focus, gone with Esc.
const box = () => document.getElementById("hint");
let waiting = null;

function hide() {
  clearTimeout(waiting);
  if (box()) box().hidden = true;
}

/** Fill the box from the fault's own card and put it under, or above, the words. */
function show(piece) {
  const card = document.getElementById(piece.dataset.f.split(" ").pop());
  if (!card) return;
  const parts = [card.querySelector(".say"), card.querySelector(".row")].map((part) => part.cloneNode(true));
  parts[0].removeAttribute("id");
  box().replaceChildren(...parts);
  box().classList.toggle("warning", card.classList.contains("warning"));
  box().hidden = false;
  const place = piece.getClientRects()[0];
  const below = place.bottom + box().offsetHeight + 8 < window.innerHeight;
  box().style.left = `${Math.max(8, Math.min(place.left, window.innerWidth - box().offsetWidth - 8))}px`;
  box().style.top = `${below ? place.bottom + 2 : Math.max(60, place.top - box().offsetHeight - 2)}px`;
}

export function startHint() {
  if (!box()) return;
  const over = (event) => {
    const piece = event.target.closest(".left [data-f]");
    clearTimeout(waiting);
    if (piece) waiting = setTimeout(() => show(piece), event.type === "focusin" ? 0 : 250);
    else if (!event.target.closest("#hint")) waiting = setTimeout(hide, 300);
  };
  document.addEventListener("mouseover", over);
  document.addEventListener("focusin", over);
  document.addEventListener("workspace", hide);
  document.addEventListener("scroll", (event) => {
    if (event.target === document || event.target.matches(".left")) hide();
  }, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
