// Starts what the pages can do beyond plain forms and links.
import { startDrop } from "./drop.js";
import { sayKept, startForms } from "./forms.js";
import { startKeys } from "./keys.js";
import { startHint } from "./hint.js";
import { showHash, startLinks } from "./links.js";
import { startSelection } from "./selection.js";
import { applyFilter, startPanes } from "./panes.js";
import { restoreDrafts, startDrafts } from "./drafts.js";

document.documentElement.classList.add("scripted");
startForms();
startDrafts();
startDrop();
startKeys();
startPanes();
startLinks();
startSelection();
startHint();
applyFilter();
restoreDrafts();
showHash();
sayKept();

document.addEventListener("workspace", () => {
  startPanes();
  applyFilter();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
