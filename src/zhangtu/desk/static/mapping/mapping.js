// Walks the map with the arrow keys: up and down in a column, right to what hangs on a node, left back; + and − open and shut.
const nodes = () => [...document.querySelectorAll("[data-map] [data-node]")];
const place = (node) => {
  const box = node.getBoundingClientRect();
  return { x: box.left, y: box.top + box.height / 2 };
};

function nearest(from, wanted) {
  const at = place(from);
  const far = (node) => Math.abs(place(node).x - at.x) * 10 + Math.abs(place(node).y - at.y);
  return nodes().filter((node) => node !== from && wanted(place(node), at)).sort((one, other) => far(one) - far(other))[0];
}

const ways = {
  ArrowUp: (from) => nearest(from, (to, at) => Math.abs(to.x - at.x) < 4 && to.y < at.y),
  ArrowDown: (from) => nearest(from, (to, at) => Math.abs(to.x - at.x) < 4 && to.y > at.y),
  ArrowRight: (from) => nearest(from, (to, at) => to.x > at.x + 4),
  ArrowLeft: (from) => nearest(from, (to, at) => to.x < at.x - 4),
};

document.addEventListener("keydown", (event) => {
  const node = event.target.closest?.("[data-node]");
  if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in ways) {
    event.preventDefault();
    ways[event.key](node)?.focus();
  }
  if (event.key === "+" || event.key === "-") {
    const turn = node.parentNode.querySelector("[data-turn]");
    if (!turn) return;
    event.preventDefault();
    window.sessionStorage.setItem("map-node", node.dataset.key);
    turn.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const turn = event.target.closest("[data-turn]");
  if (turn) window.sessionStorage.setItem("map-node", turn.dataset.turn);
});

// Whoever opened or shut a node finds it again on the page that comes.
const last = window.sessionStorage.getItem("map-node");
if (last) {
  window.sessionStorage.removeItem("map-node");
  document.querySelector(`[data-map] [data-key="${CSS.escape(last)}"]`)?.focus();
}
