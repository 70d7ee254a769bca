// Starts what the plan room can do beyond plain forms and links.
import { restoreDrafts, startDrafts } from "./drafts.js";
import { startDrop } from "./drop.js";
import { startForms } from "./forms.js";
import { startHint } from "./hint.js";
import { startPlanKeys } from "./keys.js";
import { showHash, startLinks } from "./links.js";
import { applyFilter, startPanes } from "./panes.js";
import { startSelection } from "./selection.js";

startForms();
startDrafts();
startDrop();
startPlanKeys();
startPanes();
startLinks();
startSelection();
startHint();
applyFilter();
restoreDrafts();
showHash();

document.addEventListener("workspace", () => {
  startPanes();
  applyFilter();
});
