// Sends the book: all of it is saved, or nothing, with a sentence for each faulty cell and both values of each conflict.
import { say } from "../frame/say.js";

const token = () => document.querySelector("meta[name=csrf]").content;

/** Save everything typed; resolves to whether it was. */
export async function save(show, reason) {
  const { book, bar } = show;
  const sent = [...book.rows];
  const rows = sent.map(([uid, row]) => ({
    uid: uid.startsWith("new") ? null : uid, seen: row.seen || 0, values: book.sent(uid),
  }));
  const button = bar.querySelector("button.main");
  button.disabled = true;
  try {
    const answer = await fetch(bar.dataset.save, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token(), "X-Fragment": "1" },
      body: JSON.stringify({ rows, reason }),
    });
    return await heard(answer, sent, show);
  } catch {
    say(document.body.dataset.offline, { wrong: true });
    return false;
  } finally {
    button.disabled = false;
  }
}

async function heard(answer, sent, show) {
  const json = (answer.headers.get("Content-Type") || "").includes("json");
  const said = json ? await answer.json() : { said: await answer.text() };
  show.faults = new Map();
  if (answer.ok) {
    said.rows.forEach((line, place) => show.renew(sent[place][0], line));
    show.book.forget(sent.map(([uid]) => uid));
    show.mark();
    show.around(said.count);
  } else {
    for (const fault of said.faults || []) show.faults.set(`${sent[fault.place][0]} ${fault.name}`, fault.say);
    show.mark();
    if (said.conflicts) settle(said.conflicts, sent, show);
  }
  say(said.said, { wrong: !answer.ok });
  return answer.ok;
}

/** Show both values of every cell two people changed; nothing is lost, the person chooses cell by cell. */
function settle(conflicts, sent, show) {
  const dialog = document.getElementById("conflicts");
  const body = dialog.querySelector("tbody");
  body.replaceChildren(...conflicts.map((one, place) => lineOf(one, place, dialog)));
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "ok") choose(conflicts, sent, show, new FormData(dialog.querySelector("form")));
  }, { once: true });
  dialog.returnValue = "";
  dialog.showModal();
}

function lineOf(one, place, dialog) {
  const line = dialog.querySelector("template").content.firstElementChild.cloneNode(true);
  const fill = { title: one.title, theirs: one.theirs, mine: one.mine, who: `${one.who} ${one.when}` };
  for (const [name, words] of Object.entries(fill)) line.querySelector(`[data-${name}]`).textContent = words;
  for (const field of line.querySelectorAll("input")) field.name = `choice${place}`;
  return line;
}

function choose(conflicts, sent, show, chosen) {
  conflicts.forEach((one, place) => {
    const [uid, row] = sent[one.place];
    if (chosen.get(`choice${place}`) === "theirs") {
      const cell = show.sheet.cell(uid, one.name);
      if (cell) show.was.set(cell, one.theirs);
      show.book.take([{ uid, name: one.name, to: one.theirs, was: one.theirs, seen: row.seen }]);
      delete row.values[one.name];
      if (!Object.keys(row.values).length) show.book.rows.delete(uid);
    }
    show.book.rest(uid, Math.max(one.seen, show.book.rows.get(uid)?.seen || 0));
    const line = show.sheet.row(uid);
    if (line) line.dataset.seen = Math.max(one.seen, Number(line.dataset.seen));
  });
  show.book.tell();
  show.paint();
}
