// A unit's form: cells are kept while one types, prefilled ones are mended in a dialog, nothing typed is lost.
import { say } from "../frame/say.js";

const root = document.querySelector("[data-ask]");
const table = document.getElementById("sheet");
const dialog = document.getElementById("mend");
const place = `zhangtu-ask-${root.dataset.ask}-${root.dataset.round}`;
const secret = document.querySelector("meta[name=csrf]").content;
const waits = new WeakMap();

/** What could not be sent yet: line and column → text. */
function pending() {
  try {
    return JSON.parse(window.localStorage.getItem(place) || "{}");
  } catch {
    return {};
  }
}

function keep(key, text) {
  const all = pending();
  if (text === null) delete all[key];
  else all[key] = text;
  try {
    if (Object.keys(all).length) window.localStorage.setItem(place, JSON.stringify(all));
    else window.localStorage.removeItem(place);
  } catch {
    // a browser that keeps nothing still sends what is typed
  }
}

/** Note what the whole form looks like now, unless somebody else changed it meanwhile. */
function note(headers) {
  for (const field of document.querySelectorAll("[data-submit] [name=digest]")) {
    if (field.value === headers.get("X-Was")) field.value = headers.get("X-Now");
  }
}

function count() {
  const open = table.querySelectorAll("tr.open").length;
  const shown = document.querySelector("[data-open]");
  if (shown) shown.textContent = open;
}

function post(form) {
  return fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Fragment": "1", "X-CSRFToken": secret },
  });
}

function row(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  return holder.content.querySelector("tr");
}

/** Put the answer's row in place of the old one. */
function replace(old, html) {
  const fresh = row(html);
  if (fresh) old.replaceWith(fresh);
  else old.remove();
  window.htmx?.process(fresh || table);
  count();
  return fresh;
}

function nameOf(form) {
  const cell = form.querySelector("[name^=cell-]");
  return { cell, key: `${form.elements.line.value}|${cell.name}` };
}

function textOf(form) {
  const { cell } = nameOf(form);
  return new FormData(form).getAll(cell.name).filter(Boolean).join("、");
}

/** Take over from the answer what belongs to one cell; other cells may be under the fingers. */
function refresh(form, html) {
  const fresh = row(html);
  const old = form.closest("tr");
  const index = [...old.cells].indexOf(form.closest("td"));
  const [before, after] = [old.cells[index], fresh.cells[index]];
  before.className = after.className;
  form.elements.seen.value = after.querySelector("[name=seen]").value;
  for (const said of before.querySelectorAll(".problem, .from")) said.remove();
  before.append(...after.querySelectorAll(".problem"));
  if (!old.cells[0].contains(document.activeElement)) {
    old.cells[0].replaceWith(fresh.cells[0]);
    window.htmx?.process(old.cells[0]);
  }
  old.className = fresh.className;
  old.dataset.digest = fresh.dataset.digest;
  count();
}

async function save(form) {
  const { key } = nameOf(form);
  const sent = textOf(form);
  keep(key, sent);
  try {
    const answer = await post(form);
    const said = await answer.text();
    if (answer.ok) {
      note(answer.headers);
      refresh(form, said);
      if (textOf(form) === sent) keep(key, null);
      say(root.dataset.saved);
    } else {
      if (answer.status === 409) form.elements.seen.value = answer.headers.get("X-Seen");
      say(said, { wrong: true });
    }
  } catch {
    say(root.dataset.kept, { wrong: true });
  }
}

/** One save at a time for each cell, a moment after the last key. */
function soon(form, wait) {
  const state = waits.get(form) || { timer: 0, busy: Promise.resolve() };
  clearTimeout(state.timer);
  state.timer = setTimeout(() => {
    state.busy = state.busy.then(() => save(form));
  }, wait);
  waits.set(form, state);
}

function typedIn(event) {
  const form = event.target.closest("form[data-type]");
  if (!form) return;
  keep(nameOf(form).key, textOf(form));
  soon(form, event.type === "change" ? 0 : 700);
}

async function openCell(link) {
  try {
    const answer = await fetch(link.href, { headers: { "X-Fragment": "1" } });
    const said = await answer.text();
    if (!answer.ok) {
      say(said, { wrong: true });
      return;
    }
    dialog.innerHTML = said;
    dialog.showModal();
    const field = dialog.querySelector("#mend-entry, select, input:not([type=hidden]), textarea");
    field?.focus();
    field?.select?.();
  } catch {
    say(document.body.dataset.offline, { wrong: true });
  }
}

async function mend(form) {
  const line = form.elements.line.value;
  try {
    const answer = await post(form);
    const said = await answer.text();
    if (!answer.ok) {
      if ((answer.headers.get("Content-Type") || "").startsWith("text/plain")) say(said, { wrong: true });
      else dialog.innerHTML = said;
      return;
    }
    note(answer.headers);
    dialog.close();
    const old = [...table.querySelectorAll("[data-line]")].find((one) => one.dataset.line === line);
    const fresh = replace(old, said);
    fresh?.querySelector("a.at-source")?.focus();
  } catch {
    say(document.body.dataset.offline, { wrong: true });
  }
}

function restore() {
  let found = false;
  for (const [key, text] of Object.entries(pending())) {
    const [line, name] = key.split("|");
    const form = [...table.querySelectorAll("form[data-type]")].find(
      (one) => one.elements.line.value === line && one.querySelector(`[name="${name}"]`),
    );
    const field = form?.querySelector(`[name="${name}"]`);
    if (!field || field.type === "checkbox") {
      keep(key, null);
    } else {
      field.value = text;
      found = true;
      soon(form, 0);
    }
  }
  if (found) say(root.dataset.restored);
}

table.addEventListener("input", typedIn);
table.addEventListener("change", typedIn);
table.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-type]");
  if (!form) return;
  event.preventDefault();
  soon(form, 0);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-mend]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openCell(link);
  }
  if (event.target.closest("[data-close]") && dialog.open) {
    event.preventDefault();
    dialog.close();
  }
});
dialog.addEventListener("submit", (event) => {
  event.preventDefault();
  mend(event.target);
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) {
    const { xhr } = event.detail;
    note({ get: (name) => xhr.getResponseHeader(name) });
  }
});
document.addEventListener("htmx:afterSettle", count);
window.addEventListener("online", restore);
restore();
