// The keyboard: / searches everywhere, f on this page, ? lists the keys, Esc closes; a page adds keys of its own.
function reach(field) {
  field?.focus();
  field?.select();
}

const own = () => document.querySelector("[data-slash]");
const acts = {
  "/": () => reach(document.querySelector("[data-search]") || own()),
  f: () => reach(own()),
  "?": () => document.getElementById("keys").showModal(),
};
let closers = [];

function typing(target) {
  return target.matches("input, select, textarea, [contenteditable]") || target.closest("dialog[open]");
}

/** Keys of a page: key → what it does. */
export function addKeys(more) {
  Object.assign(acts, more);
}

/** What Esc closes before it closes menus: gets the event, tells whether it closed something. */
export function addCloser(close) {
  closers = [...closers, close];
}

function closeMenus() {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
}

export function startKeys() {
  document.querySelector("[data-keys]")?.addEventListener("click", acts["?"]);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
      if (!closers.some((close) => close(event))) closeMenus();
    } else if (acts[event.key] && !typing(event.target)) {
      event.preventDefault();
      acts[event.key]();
    }
  });
}
