// Copies the figures of a page as text, to paste into a message.
import { say } from "../frame/say.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.closest("details").open = true;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // without a secure connection only the old way is there
    document.execCommand("copy");
  }
  say(button.dataset.done);
});
