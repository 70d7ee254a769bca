// The rows before and after this one in the list one came from: j and k, and the way back to that list.
import { addKeys } from "../frame/keys.js";

const KEPT = "zhangtu-list";
//: No more pages of a list are looked through for this row.
const PAGES = 20;

function kept() {
  try {
    return JSON.parse(window.sessionStorage.getItem(KEPT)) || null;
  } catch {
    return null;
  }
}

function keep(list) {
  try {
    window.sessionStorage.setItem(KEPT, JSON.stringify(list));
  } catch {
    // a browser that keeps nothing has no way to the next row, only the way back
  }
}

/** One more page of a list: the uids on it, and where the next one is. */
async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/html")) return { uids: [], next: "" };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const uids = [...page.querySelectorAll("tr[data-uid]")].map((line) => line.dataset.uid);
  const further = page.querySelector("tr.further a")?.getAttribute("href") || "";
  return { uids, next: further ? new URL(further, new URL(address, window.location)).href : "" };
}

/** The list one came from, read on until this row and the one behind it are in it. */
async function listOf(record) {
  const { uid, grid } = record.dataset;
  const from = document.referrer ? new URL(document.referrer) : null;
  let list = kept();
  if (from && from.origin === window.location.origin && from.pathname === grid) {
    list = { ledger: grid, back: from.pathname + from.search, uids: [], next: from.href };
  }
  if (!list || list.ledger !== grid) return null;
  for (let page = 0; page < PAGES && list.next && [-1, list.uids.length - 1].includes(list.uids.indexOf(uid)); page += 1) {
    const more = await read(list.next);
    list = { ...list, uids: [...list.uids, ...more.uids], next: more.next };
  }
  keep(list);
  return list.uids.includes(uid) ? list : null;
}

function point(link, record, uid) {
  if (!uid) return;
  link.href = `${record.dataset.grid}rows/${uid}/`;
  link.hidden = false;
}

export async function startNeighbours(record) {
  const previous = record.querySelector("[data-previous]");
  const next = record.querySelector("[data-next]");
  addKeys({ j: () => !next.hidden && next.click(), k: () => !previous.hidden && previous.click() });
  try {
    const list = await listOf(record);
    if (!list) return;
    const place = list.uids.indexOf(record.dataset.uid);
    record.querySelector("[data-back]").href = list.back;
    record.querySelector("[data-place]").textContent = `${place + 1} / ${list.uids.length}${list.next ? "+" : ""}`;
    point(previous, record, list.uids[place - 1]);
    point(next, record, list.uids[place + 1]);
    record.querySelector(".neighbours").hidden = false;
  } catch {
    // without the list there is still the way back to it
  }
}
