// Filters as one types: a pause in typing, or a choice made, asks for the rows anew.
const PAUSE = 250;
const form = document.getElementById("asking");
let waiting = null;

function ask(pause) {
  clearTimeout(waiting);
  waiting = setTimeout(() => form.dispatchEvent(new CustomEvent("asked")), pause);
}

document.addEventListener("input", (event) => {
  if (event.target.closest(".asks") && !event.isComposing) ask(PAUSE);
});
document.addEventListener("compositionend", (event) => {
  if (event.target.closest(".asks")) ask(PAUSE);
});
document.addEventListener("change", (event) => {
  if (event.target.closest(".asks") && event.target.matches("select")) ask(0);
});
