// Keeps half-typed words in the browser until they are saved, and offers them again on return.
const PREFIX = "zhangtu-draft:";

function storage() {
  try {
    return window.localStorage;
  } catch {
    return null; // a browser that forbids it keeps no drafts; saved work is on the server anyway
  }
}

const nameOf = (form) => form?.dataset?.draftForm && `${PREFIX}${form.dataset.draftForm}`;

const keysOf = (plan) => Object.keys(storage() || {}).filter((key) => key.startsWith(`${PREFIX}${plan}/`));

/** Mark the cards whose form was left half-typed, so that none is forgotten. */
function mark() {
  const plan = document.getElementById("workspace")?.dataset.plan;
  if (!plan) return;
  const left = new Set(keysOf(plan).map((name) => name.split("/").pop()));
  for (const card of document.querySelectorAll("[data-task]")) card.classList.toggle("drafted", left.has(card.id));
}

/**
 * Whether a field's value belongs to a draft: what was typed, and the state it was typed against, so that words
 * left lying are not taken for a change of what others wrote since. Once told of that, the person decides.
 */
const drafted = (form) => (field) =>
  field.name && field.type !== "file" && (field.type !== "hidden" || (field.name === "after" && !form.dataset.stale));

/** Keep what a form holds now, if it is one whose words are kept. */
export function keepDraft(form) {
  if (!nameOf(form)) return;
  const kept = [...form.elements]
    .filter(drafted(form))
    .map((field) => [field.name, field.value]);
  storage()?.setItem(nameOf(form), JSON.stringify(kept));
  mark();
}

export function clearDraft(form) {
  if (nameOf(form)) storage()?.removeItem(nameOf(form));
  for (const area of form.querySelectorAll("[data-draft]")) storage()?.removeItem(PREFIX + area.dataset.draft);
  mark();
}

/** Put half-typed values back into a form that was just opened. */
export function restoreForm(form) {
  const kept = nameOf(form) && storage()?.getItem(nameOf(form));
  if (!kept) return;
  const values = JSON.parse(kept);
  for (const name of new Set(values.map(([field]) => field))) {
    const wanted = values.filter(([field]) => field === name).map(([, value]) => value);
    let fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter(drafted(form));
    while (fields.length && fields.length < wanted.length) {
      const last = fields[fields.length - 1];
      last.after(last.cloneNode());
      fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    }
    fields.forEach((field, index) => { field.value = wanted[index] ?? ""; });
  }
}

/** Offer forms that were left half-typed, and refill areas such as the pasted text. */
export function restoreDrafts() {
  for (const area of document.querySelectorAll("[data-draft]")) {
    const kept = storage()?.getItem(PREFIX + area.dataset.draft);
    if (kept && !area.value) {
      area.value = kept;
      area.closest("details").open = true;
    }
  }
  const plan = document.getElementById("workspace")?.dataset.plan;
  if (!plan || !storage()) return;
  mark();
  for (const name of keysOf(plan)) {
    const card = document.getElementById(name.split("/").pop());
    if (!card) continue;
    const link = card.querySelector("[data-edit]");
    link.click();
    break;
  }
}

export function startDrafts() {
  document.addEventListener("workspace", mark);
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    keepDraft(form);
    if (event.target.dataset.draft) storage()?.setItem(PREFIX + event.target.dataset.draft, event.target.value);
  });
  document.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-cancel]");
    if (cancel) clearDraft(cancel.closest("form"));
  });
}
