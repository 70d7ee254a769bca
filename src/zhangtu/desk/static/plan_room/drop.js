// Takes a dropped or chosen file, shows that it is being read, and refuses what is too large before sending.
import { clearDraft } from "./drafts.js";
import { say, sayLater } from "../frame/say.js";
import { refuse } from "./forms.js";

async function send(form, file) {
  const limit = Number(form.dataset.limit || 0);
  if (limit && file && file.size > limit) {
    refuse(form, form.dataset.tooLarge);
    return;
  }
  form.querySelector(".refusal")?.remove();
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
      sayLater(answer.headers.get("X-Said"));
      window.location.assign(words);
    } else failed(form, words);
  } catch {
    failed(form, document.body.dataset.offline);
  } finally {
    button.disabled = false;
  }
}

function failed(form, words) {
  say("");
  refuse(form, words);
}

/** Take a dropped file: on an open document, only after asking whether it is its new version. */
function take(file) {
  const dialog = document.getElementById("dropped");
  if (!dialog) {
    send(document.querySelector("form.drop"), file);
    return;
  }
  dialog.querySelector("[data-name]").textContent = file.name;
  dialog.returnValue = "";
  dialog.addEventListener("close", () => {
    const form = { version: document.querySelector("form.version"), reading: document.getElementById("reading") }[dialog.returnValue];
    if (form) send(form, file);
  }, { once: true });
  dialog.showModal();
}

export function startDrop() {
  if (!document.querySelector("form[data-drop]")) return;
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-drop]")) return;
    event.preventDefault();
    send(event.target);
  });
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!field.matches("[data-file]") || !field.files.length) return;
    if (field.form.classList.contains("drop")) send(field.form);
    else field.form.querySelector("[data-chosen]").textContent = field.files[0].name;
  });
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    document.body.classList.toggle("over", event.type === "dragover");
    if (event.type === "drop" && event.dataTransfer.files.length) {
      take(event.dataTransfer.files[0]);
    }
  };
  for (const name of ["dragover", "drop"]) document.addEventListener(name, over);
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("over");
  });
}
