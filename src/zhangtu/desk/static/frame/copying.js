// Copies a text to paste into a chat: a button names its field, and what is said when it is done.
import { say } from "./say.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  const around = field.closest("details");
  if (around) around.open = true;
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // without a secure connection only the old way is there
    document.execCommand("copy");
  }
  say(button.dataset.done);
});
