// What was typed and not saved, kept in this browser; nothing about a person is, and nothing when it is saved.
const KEY = "zhangtu-draft:";
const SAVING = "zhangtu-saving";
//: Older drafts are nobody's any more.
const DAYS = 14;

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !("personal" in field.dataset) && !["hidden", "file", "submit"].includes(field.type) && field.name !== "csrfmiddlewaretoken");
}

function valuesOf(form) {
  return fieldsOf(form).map((field) => [field.name, field.value, field.type === "checkbox" || field.type === "radio" ? field.checked : null]);
}

function read(key) {
  try {
    const draft = JSON.parse(window.localStorage.getItem(KEY + key));
    return draft && Date.now() - draft.at < DAYS * 864e5 ? draft : null;
  } catch {
    return null;
  }
}

function drop(key) {
  try {
    window.localStorage.removeItem(KEY + key);
  } catch {
    // nothing was kept
  }
}

/** Once the page after a saved form is there, its draft is not wanted any more. */
export function forgetSaved() {
  try {
    const key = window.sessionStorage.getItem(SAVING);
    window.sessionStorage.removeItem(SAVING);
    if (key) drop(key);
  } catch {
    // nothing was kept
  }
}

/** Remember that a form was saved: what opens next clears its draft. */
export function saved(form) {
  try {
    window.sessionStorage.setItem(SAVING, form.dataset.draft);
  } catch {
    // nothing was kept
  }
}

function putBack(form, values) {
  const fields = fieldsOf(form);
  for (const [name, value, checked] of values) {
    const same = fields.filter((field) => field.name === name);
    if (checked === null) {
      if (same[0]) {
        same[0].value = value;
        same[0].dispatchEvent(new Event("putback", { bubbles: true }));
      }
    } else {
      const box = same.find((field) => field.value === value);
      if (box) box.checked = checked;
    }
  }
}

export function startDrafts(form) {
  const key = form.dataset.draft;
  const first = JSON.stringify(valuesOf(form));
  const note = form.querySelector("[data-kept]");
  const offer = form.querySelector(".draft-offer");
  const draft = read(key);
  if (draft && JSON.stringify(draft.values) !== first) {
    offer.hidden = false;
    offer.querySelector("time").textContent = new Date(draft.at).toLocaleString(document.documentElement.lang);
    offer.querySelector("[data-restore]").addEventListener("click", () => { putBack(form, draft.values); offer.hidden = true; });
    offer.querySelector("[data-discard]").addEventListener("click", () => { drop(key); offer.hidden = true; });
  }
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const values = valuesOf(form);
      try {
        if (JSON.stringify(values) === first) window.localStorage.removeItem(KEY + key);
        else window.localStorage.setItem(KEY + key, JSON.stringify({ at: Date.now(), values }));
        note.textContent = note.dataset.words;
      } catch {
        // a browser that keeps nothing keeps no draft
      }
    }, 300);
  });
}
