// Takes a dropped or chosen file, shows that it is being read, and refuses what is too large before sending.
import { clearDraft } from "./drafts.js";
import { say } from "./forms.js";

async function send(form, file) {
  const limit = Number(form.dataset.limit || 0);
  if (limit && file && file.size > limit) {
    say(form.dataset.tooLarge, { wrong: true });
    return;
  }
  const data = new FormData(form);
  if (file) data.set("file", file, file.name);
  const button = form.querySelector("button");
  button.disabled = true;
  say(form.dataset.busy || "…");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Fragment": "1" } });
    const words = await answer.text();
    if (answer.ok) {
      clearDraft(form);
      window.location.assign(words);
    } else say(words, { wrong: true });
  } catch {
    say(document.body.dataset.offline, { wrong: true });
  } finally {
    button.disabled = false;
  }
}

export function startDrop() {
  const form = document.querySelector("form[data-drop]");
  if (!form) return;
  for (const one of document.querySelectorAll("form[data-drop]")) {
    one.addEventListener("submit", (event) => {
      event.preventDefault();
      send(one);
    });
  }
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches("[data-file]") && field.form.classList.contains("drop") && field.files.length) send(field.form);
  });
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    document.body.classList.toggle("over", event.type === "dragover");
    if (event.type === "drop" && event.dataTransfer.files.length) {
      send(document.querySelector("form[data-drop]"), event.dataTransfer.files[0]);
    }
  };
  for (const name of ["dragover", "drop"]) document.addEventListener(name, over);
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("over");
  });
}
