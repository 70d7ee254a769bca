// Scans dropped or chosen go up one by one; each has a card that tells how far it is.
import { inPieces } from "./pieces.js";

const form = document.querySelector("[data-scans]");
const cards = document.getElementById("cards");

function cardOf(file) {
  const item = document.createElement("li");
  const card = document.createElement("article");
  card.className = "scan-card";
  const name = document.createElement("h3");
  name.textContent = file.name;
  const note = document.createElement("p");
  note.className = "hint";
  note.textContent = form.dataset.sending;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", form.dataset.sending);
  card.append(name, note, bar);
  item.append(card);
  cards.prepend(item);
  return { item, note, bar };
}

function refused(card, sentence) {
  card.note.className = "refusal";
  card.note.setAttribute("role", "alert");
  card.note.textContent = sentence;
  card.bar.remove();
}

function send(body, card) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-CSRFToken", document.querySelector("meta[name=csrf]").content);
    request.setRequestHeader("X-Fragment", "1");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) card.bar.value = event.loaded / event.total;
    });
    request.addEventListener("load", () => {
      if (request.status === 200) {
        card.item.innerHTML = request.responseText;
        window.htmx?.process(card.item);
      } else {
        const plain = (request.getResponseHeader("Content-Type") || "").startsWith("text/plain");
        refused(card, plain ? request.responseText : form.dataset.failed);
      }
      done();
    });
    request.addEventListener("error", () => {
      refused(card, form.dataset.failed);
      done();
    });
    request.send(body);
  });
}

// One after the other: a slow line is not made slower, and the cards keep their order.
async function take(files) {
  const waiting = [...files].map((file) => [file, cardOf(file)]);
  for (const [file, card] of waiting) {
    const body = new FormData();
    try {
      if (file.size > Number(form.dataset.byForm)) {
        const brought = await inPieces(file, form.dataset.begin, (share) => { card.bar.value = share; });
        body.append("sha256", brought.sha256);
        body.append("name", brought.name);
      } else {
        body.append("files", file, file.name);
      }
      await send(body, card);
    } catch (error) {
      refused(card, error.message || form.dataset.failed);
    }
  }
}

if (form) {
  const input = form.querySelector("input[type=file]");
  input.addEventListener("change", () => {
    take(input.files);
    form.reset();
  });
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    take(event.dataTransfer.files);
  });
}
