// Lets a text be copied to paste into a chat; forgets in the address what was said; opens the step an address names.
import "../frame/copying.js";

// What was just done is said once, not again when the page is loaded anew.
const here = new URL(window.location.href);
if (here.searchParams.has("done")) {
  if (here.searchParams.get("done") === "respond") {
    const uid = here.pathname.split("/").at(-2);
    for (const key of Object.keys(window.localStorage)) {
      if (key.startsWith("zhangtu-task:") && key.includes(uid)) window.localStorage.removeItem(key);
    }
  }
  here.searchParams.delete("done");
  window.history.replaceState(null, "", here);
}

const step = here.hash ? document.getElementById(here.hash.slice(1)) : null;
if (step?.matches("details")) step.open = true;
step?.querySelector("textarea, input:not([type=hidden]), select, button")?.focus();

// What is being written is kept in this browser until it is sent; it belongs to whoever is signed in.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `zhangtu-task:${form.dataset.draft}`;
  const field = form.elements.words;
  if (!field.value) field.value = window.localStorage.getItem(key) ?? "";
  field.addEventListener("input", () => window.localStorage.setItem(key, field.value));
}
