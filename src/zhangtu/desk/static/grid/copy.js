// Puts the text or the picture on the clipboard where the browser lets it; else says what to do instead.
import { say } from "../frame/say.js";

const copies = {
  async words() {
    const box = document.getElementById("words");
    box.focus();
    box.select();
    if (window.navigator.clipboard) await window.navigator.clipboard.writeText(box.value);
    else if (!document.execCommand("copy")) throw new Error("not copied");
  },
  async picture() {
    const answer = await fetch(document.getElementById("picture").src);
    await window.navigator.clipboard.write([new window.ClipboardItem({ "image/png": await answer.blob() })]);
  },
};

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copies[button.dataset.copy]();
      say(button.dataset.done);
    } catch {
      say(button.dataset.failed, { wrong: true });
    }
  });
}
