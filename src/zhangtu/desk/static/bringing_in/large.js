// A sheet too large for one form goes piece by piece, and the form then names what has arrived.
import { say } from "../frame/say.js";
import { Sending } from "../files/upload.js";

const form = document.querySelector("form[data-begin]");

async function send(file) {
  const { upload, sha256 } = await new Sending(form, file).arrive();
  const { elements } = form;
  for (const [name, value] of [["upload", upload.uid], ["sha256", sha256]]) {
    elements[name].disabled = false;
    elements[name].value = value;
  }
  elements.file.disabled = true;
  form.submit();
}

form?.addEventListener("submit", (event) => {
  const [file] = form.elements.file.files;
  if (!file || file.size <= Number(form.dataset.byForm)) return;
  event.preventDefault();
  send(file).catch((error) => {
    const words = error.message && error.final !== undefined ? error.message : document.body.dataset.offline;
    form.querySelector(".progress").textContent = words;
    form.querySelector("[data-busy]").hidden = true;
    say(words, { wrong: true });
  });
});
