// Sends corrections at once and puts the new panes in place; asks for a name before the first one.
import { decode, say } from "../frame/say.js";
import { clearDraft, keepDraft, restoreForm } from "./drafts.js";
import { goToCard } from "./links.js";

const status = () => document.getElementById("status");
let asked = null;
/** The name typed on this page, until the server has remembered it. */
let typed = "";

/** Ask for the name once; resolves to it, or to an empty text when the person would rather not. */
function askName() {
  const dialog = document.getElementById("naming");
  if (asked) return asked;
  asked = new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      asked = null;
      resolve(dialog.returnValue === "ok" ? dialog.querySelector("[name=who]").value.trim() : "");
    }, { once: true });
    dialog.returnValue = "";
    dialog.showModal();
  });
  return asked;
}

export async function send(form, submitter) {
  const data = new FormData(form, submitter);
  if (document.body.dataset.signed !== "yes" && document.body.dataset.named !== "yes") {
    typed = typed || await askName();
    if (!typed) return;
    data.set("who", typed);
  }
  if (submitter) submitter.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Fragment": "1" } });
    const words = await answer.text();
    if (answer.ok) {
      document.body.dataset.named = "yes";
      if (data.get("who")) showName(data.get("who"));
      clearDraft(form);
      replace(words, answer.headers, form);
    } else refuse(form, words, { stale: answer.status === 409 });
  } catch {
    refuse(form, document.body.dataset.offline);
  } finally {
    if (submitter) submitter.disabled = false;
  }
}

function showName(name) {
  const menu = document.querySelector(".me");
  menu.querySelector("summary").textContent = name;
  menu.querySelector("[name=who]").value = name;
}

/** Say in a form why it was refused; in the status line where the form is not to be seen. */
export function refuse(form, words, { stale = false } = {}) {
  let line = form.querySelector(".refusal");
  if (!line) {
    line = document.createElement("p");
    line.className = "refusal";
    line.setAttribute("role", "alert");
    form.append(line);
  }
  line.textContent = words;
  if (stale) form.dataset.stale = "yes";
  keepDraft(form);
  if (stale) line.append(" ", refresher());
  if (!form.offsetParent) say(words, { wrong: true });
}

/** A button that loads the page anew; what was typed comes back by itself. */
function refresher() {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = document.body.dataset.newest;
  button.addEventListener("click", () => window.location.reload());
  return button;
}

/** Put the new panes in place of the old, keeping what the person was looking at. */
function replace(html, headers, form) {
  const workspace = document.getElementById("workspace");
  if (!workspace) {
    window.location.reload();
    return;
  }
  const scrolled = [".left", ".right"].map((name) => workspace.querySelector(name)?.scrollTop || 0);
  const card = document.activeElement.closest?.(".card")?.id;
  const page = [window.scrollX, window.scrollY];
  const open = workspace.querySelector("[data-inplace]");
  const other = open && !open.contains(form) ? open.dataset.inplace : "";
  const known = new Set([...workspace.querySelectorAll("[data-task]")].map((one) => one.id));
  workspace.innerHTML = html;
  for (const field of document.querySelectorAll("#selection [name=seen]")) {
    field.value = workspace.querySelector("[name=seen]")?.value || field.value;
  }
  document.dispatchEvent(new Event("workspace"));
  [".left", ".right"].forEach((name, index) => { workspace.querySelector(name).scrollTop = scrolled[index]; });
  window.scrollTo(...page);
  if (card && !goToCard(card)) document.getElementById("main").focus({ preventScroll: true });
  if (form.matches("[data-makes]")) showNew(workspace, known);
  if (other) openInPlace(other);
  offerUndo(decode(headers.get("X-Said")), headers.get("X-Written"), form.dataset.redo);
}

/** Go to the task that was not there before. */
function showNew(workspace, known) {
  const made = [...workspace.querySelectorAll("[data-task]")].find((one) => !known.has(one.id));
  if (made) goToCard(made.id);
}

/** Say what was saved, with a button that takes back all of it; ``word`` is set where it was itself an undoing. */
function offerUndo(words, written, word) {
  say(words);
  if (!written) return;
  const form = document.getElementById("undo");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = word || form.dataset.undo;
  button.addEventListener("click", () => {
    for (const field of form.querySelectorAll("[name=number]")) field.remove();
    for (const number of written.split(",")) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "number", value: number });
      form.append(field);
    }
    form.dataset.redo = button.textContent === form.dataset.undo ? form.dataset.again : form.dataset.undo;
    send(form);
  });
  status().append(" ", button);
}

/** Open a form in place: fetched, put under its card or behind its button, the first field focused. */
async function openInPlace(href) {
  let answer = null;
  try {
    answer = await fetch(href, { headers: { "X-Fragment": "1" } });
  } catch {
    say(document.body.dataset.offline, { wrong: true });
    return;
  }
  const words = await answer.text();
  // Looked for only now: the panes may have been replaced while the form was fetched.
  const link = document.querySelector(`[data-edit][href="${href}"], [data-adding][href="${href}"]`);
  if (!answer.ok || !link) {
    if (!answer.ok) say(words, { wrong: true });
    return;
  }
  document.querySelector("[data-inplace]")?.remove();
  say("");
  const box = document.createElement("div");
  box.dataset.inplace = href;
  box.innerHTML = words;
  (link.closest(".card") || link.parentElement).append(box);
  restoreForm(box.querySelector("form"));
  (box.querySelector("[data-first], [data-area]") || box.querySelector("input:not([type=hidden])")).focus();
  box.scrollIntoView({ block: "nearest" });
}

export function closeInPlace() {
  const box = document.querySelector("[data-inplace]");
  if (!box) return false;
  const card = box.closest(".card");
  box.remove();
  (card || document.querySelector("[data-adding]"))?.focus();
  return true;
}

function more(event) {
  if (!event.target.matches("[data-more]") || !event.target.value) return;
  const next = event.target.cloneNode();
  next.value = "";
  delete event.target.dataset.more;
  event.target.placeholder = "";
  event.target.after(next);
}

/** Offsets count characters, not the halves JavaScript makes of rare ones. */
export const characters = (text) => [...text].length;

function fromArea(form) {
  const area = form.querySelector("[data-area]");
  form.elements.start.value = characters(area.value.slice(0, area.selectionStart));
  form.elements.end.value = characters(area.value.slice(0, area.selectionEnd));
  form.elements.words.value = area.value.slice(area.selectionStart, area.selectionEnd);
}

export function startForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-correct]")) return;
    event.preventDefault();
    if (form.matches("[data-from-area]")) fromArea(form);
    send(form, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const edit = event.target.closest("[data-edit], [data-adding]");
    if (edit && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      openInPlace(edit.getAttribute("href"));
    }
    if (event.target.closest("[data-cancel]") && closeInPlace()) event.preventDefault();
  });
  document.addEventListener("input", more);
  // The text is there to be selected with a visible caret, not to be changed.
  document.addEventListener("beforeinput", (event) => {
    if (event.target.matches("[data-area]")) event.preventDefault();
  });
}
