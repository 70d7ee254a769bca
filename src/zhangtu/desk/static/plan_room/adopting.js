// Answers questions of an adoption at once: each goes to the server when chosen, and the sheet comes back anew.
import { say } from "../frame/say.js";

const sheet = document.getElementById("adopting");
document.documentElement.classList.add("scripted");

/** Which details stand open, by the question they belong to. */
function opened() {
  return new Set([...sheet.querySelectorAll("[data-question] details[open]")].map((one) => one.closest("[data-question]").dataset.question));
}

/** Put the cursor where the person goes on: the next open question, else the heading. */
function goOn(from, answered) {
  const all = [...sheet.querySelectorAll("[data-question]")];
  const here = all.findIndex((one) => one.dataset.question === from);
  const same = here >= 0 ? all[here] : null;
  if (same && !answered) return same.querySelector("select, input:not([type=hidden]), button")?.focus();
  const open = all.find((one) => one.classList.contains("open"));
  (open?.querySelector("button, input:not([type=hidden]), select") || document.getElementById("left"))?.focus();
}

async function send(form, submitter) {
  const card = form.closest("[data-question]");
  const asked = card?.dataset.question;
  const wasOpen = card?.classList.contains("open") ?? false;
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: new FormData(form, submitter), headers: { "X-Fragment": "1" } });
  } catch {
    say(document.body.dataset.offline);
    return;
  }
  const words = await answer.text();
  if (!answer.ok) return say(words, { wrong: true });
  const stay = opened();
  sheet.innerHTML = words;
  for (const one of sheet.querySelectorAll("[data-question]")) {
    const details = one.querySelector("details");
    if (details && stay.has(one.dataset.question) && one.dataset.question !== asked) details.open = true;
  }
  goOn(asked, wasOpen);
}

sheet.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-answer]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});
sheet.addEventListener("change", (event) => {
  if (event.target.matches("[data-now]")) event.target.form.requestSubmit();
});
