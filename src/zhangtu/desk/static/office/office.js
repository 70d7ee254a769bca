// Files can be dropped where they are chosen; links to a day keep it; a chosen giver brings up the posts.
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
