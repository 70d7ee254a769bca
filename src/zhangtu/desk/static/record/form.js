// The form of a row: drafts, pickers, and saving without losing what was typed, whatever the answer is.
import { addCloser } from "../frame/keys.js";
import { say } from "../frame/say.js";
import { saved, startDrafts } from "./drafts.js";
import { startPickers } from "./picker.js";

function start(form) {
  startPickers(form);
  startDrafts(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form).catch(() => say(document.body.dataset.offline, { wrong: true })).finally(() => busy(form, false));
  });
}

function busy(form, is) {
  for (const button of form.querySelectorAll(".saving button")) button.disabled = is;
}

/** Send the form; where it is refused, the form with its faults takes this one's place. */
async function send(form) {
  busy(form, true);
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Fragment": "1" } });
  const kind = answer.headers.get("Content-Type") || "";
  if (answer.ok && kind.startsWith("application/json")) {
    saved(form);
    window.location.assign((await answer.json()).to);
    return;
  }
  const text = await answer.text();
  const fresh = kind.startsWith("text/html") ? new DOMParser().parseFromString(text, "text/html").getElementById("sheet") : null;
  if (!fresh) {
    say(text, { wrong: true });
    return;
  }
  form.replaceWith(fresh);
  start(fresh);
  fresh.querySelector("#trouble")?.focus();
}

start(document.getElementById("sheet"));
addCloser(() => {
  const back = document.querySelector("[data-cancel]");
  if (!back || document.activeElement?.matches("input, select, textarea")) {
    document.activeElement?.blur();
    return true;
  }
  back.click();
  return true;
});
