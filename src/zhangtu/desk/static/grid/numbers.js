// Empty cells of a serial number offer to take the next one; it is put into the cell and said at once.
import { say } from "../frame/say.js";

const table = document.querySelector("table.grid[data-ledger]");
const csrf = () => document.querySelector('meta[name="csrf"]').content;

/** A button in each empty cell of a numbered column; greyed with the reason where the post may not. */
function offer() {
  const heads = [...table.tHead.rows[0].cells];
  for (const [at, head] of heads.entries()) {
    if (!head.dataset.numbers) continue;
    for (const row of table.tBodies[0].rows) {
      const cell = row.cells[at];
      if (!cell || !row.dataset.uid || row.classList.contains("withdrawn") || cell.textContent.trim()) continue;
      cell.append(button(head, row.cells[0].querySelector("a")?.getAttribute("aria-label") ?? ""));
    }
  }
}

function button(head, whose) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "takes-number";
  made.textContent = head.dataset.numbers;
  made.setAttribute("aria-label", `${head.dataset.numbers} ${head.dataset.title} ${whose}`);
  made.dataset.field = head.dataset.name;
  if (head.dataset.numbersNot) {
    made.setAttribute("aria-disabled", "true");
    made.title = head.dataset.numbersNot;
  }
  return made;
}

async function take(pressed) {
  const row = pressed.closest("tr");
  const base = row.cells[0].querySelector("a").getAttribute("href");
  pressed.disabled = true;
  try {
    const answer = await fetch(`${base}numbers/${pressed.dataset.field}`, {
      method: "POST",
      headers: { Accept: "application/json", "X-Fragment": "1", "X-CSRFToken": csrf() },
    });
    if (!answer.ok) throw new Error(await answer.text());
    const given = await answer.json();
    row.dataset.seen = given.seen;
    const pick = row.querySelector("input[name=row]");
    if (pick) pick.value = `${row.dataset.uid}:${given.seen}`;
    pressed.closest("td").textContent = given.number;
    say(given.number);
  } catch (wrong) {
    pressed.disabled = false;
    say(wrong instanceof TypeError ? document.body.dataset.offline : wrong.message, { wrong: true });
  }
}

if (table) {
  table.addEventListener("mousedown", (event) => {
    if (event.target.closest(".takes-number")) event.stopPropagation();
  }, true);
  table.addEventListener("click", (event) => {
    const pressed = event.target.closest(".takes-number");
    if (!pressed) return;
    event.stopPropagation();
    if (pressed.getAttribute("aria-disabled") === "true") say(pressed.title, { wrong: true });
    else take(pressed);
  }, true);
  document.body.addEventListener("htmx:afterSwap", offer);
  offer();
}
