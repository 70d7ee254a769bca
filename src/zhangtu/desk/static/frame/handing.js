// A file that is dropped or chosen is handed in at once; while it is read, that is said.
function start(form) {
  const field = form.querySelector("input[type=file]");
  const busy = form.querySelector("[data-busy]");
  const send = () => {
    if (!field.files.length) return;
    if (busy) busy.hidden = false;
    form.requestSubmit();
  };
  field.addEventListener("change", send);
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files") || field.disabled) return;
    event.preventDefault();
    document.body.classList.toggle("over", event.type === "dragover");
    if (event.type !== "drop" || !event.dataTransfer.files.length) return;
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    field.files = one.files;
    send();
  };
  for (const name of ["dragover", "drop"]) document.addEventListener(name, over);
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("over");
  });
}

const form = document.querySelector("form[data-handing]");
if (form) start(form);
