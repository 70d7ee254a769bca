// The page of a row: keys, copying, showing masked values in place, files, the rows before and after.
import { addKeys } from "../frame/keys.js";
import { say } from "../frame/say.js";
import { startUploads } from "../files/upload.js";
import { startNeighbours } from "./neighbours.js";
import { forgetSaved } from "./drafts.js";

const record = document.querySelector(".record");

/** Put text on the clipboard; an old way serves where the new one is for secure addresses only. */
async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(said);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const text = button.dataset.copy || document.getElementById(button.dataset.copyFrom).value;
  copy(text, button.dataset.copied);
});

/** Show what was asked for on this page only: the answer takes the place of the masked values. */
async function showMasked(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Fragment": "1" } });
  const text = await answer.text();
  if (!answer.ok) return say(text, { wrong: true });
  const facts = new DOMParser().parseFromString(text, "text/html").getElementById("facts");
  document.getElementById("facts").replaceWith(facts);
  form.closest("section").hidden = true;
  facts.setAttribute("tabindex", "-1");
  facts.focus({ preventScroll: true });
  // The first line says that looking was noted; what was asked for stands right below it.
  (facts.querySelector(".notice") || facts).scrollIntoView({ block: "center" });
  return undefined;
}

const masked = document.querySelector("form[data-show-masked]");
masked?.addEventListener("submit", (event) => {
  // Files of a masked field are on the rest of the page: then the whole of it is shown anew.
  const files = [...masked.querySelectorAll("[name=field]:checked")].some((box) => document.querySelector(`.file-field#field-${box.value}`));
  if (files) return;
  event.preventDefault();
  showMasked(masked).catch(() => say(document.body.dataset.offline, { wrong: true }));
});

document.addEventListener("error", (event) => {
  const { target } = event;
  if (!(target instanceof HTMLImageElement) || !target.dataset.fallback) return;
  const words = document.createElement("span");
  words.className = "hint";
  words.textContent = target.dataset.fallback;
  target.closest("a").replaceWith(words);
}, true);

addKeys({ e: () => document.querySelector("[data-edit]")?.click() });
forgetSaved();
startUploads();
if (record?.dataset.uid) startNeighbours(record);
