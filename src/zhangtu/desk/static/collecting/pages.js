// Copies a text to paste into a chat; forgets in the address what was said.
import { say } from "../frame/say.js";

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // without a secure connection only the old way is there
    document.execCommand("copy");
  }
  say(button.dataset.done);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});

// What was just done is said once, not again when the page is loaded anew.
const here = new URL(window.location.href);
if (here.searchParams.has("done")) {
  here.searchParams.delete("done");
  window.history.replaceState(null, "", here);
}
