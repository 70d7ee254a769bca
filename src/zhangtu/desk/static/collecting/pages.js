// Lets a text be copied to paste into a chat; forgets in the address what was said.
import "../frame/copying.js";

// What was just done is said once, not again when the page is loaded anew.
const here = new URL(window.location.href);
if (here.searchParams.has("done")) {
  here.searchParams.delete("done");
  window.history.replaceState(null, "", here);
}
