// Dropping files, the posts of whoever hands over, and keys for lists: nothing here is needed to get work done.
import { addKeys } from "../frame/keys.js";

// Files can be dropped where they are chosen.
for (const form of document.querySelectorAll("form[data-drop]")) {
  const field = form.querySelector("input[type=file]");
  const words = form.querySelector(".big");
  const named = () => { if (field.files.length) words.textContent = field.files[0].name; };
  field.addEventListener("change", named);
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    named();
  });
}

// Whose posts are to be handed over: the page asks for them as soon as somebody is chosen.
const giver = document.querySelector("[data-giver] [name=giver]");
giver?.addEventListener("change", () => {
  const asked = new URLSearchParams(new FormData(giver.form));
  asked.delete("csrfmiddlewaretoken");
  asked.delete("posts");
  window.location.search = asked;
});

// j and k go through lists and the tree.
const links = () => [...document.querySelectorAll(".office .list tbody th a, .office .turns a, .office .tree a")];
function step(by) {
  const all = links().filter((link) => link.offsetParent);
  const at = all.indexOf(document.activeElement);
  all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]?.focus();
}
addKeys({ j: () => step(1), k: () => step(-1) });

// On a phone the tab of this page may lie outside.
const tab = document.querySelector(".office-tabs [aria-current]");
if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 8;
