// Files: small ones go with their form, large ones piece by piece; what has arrived is gone on with.
import { say } from "../frame/say.js";
import { Sha256 } from "./sha256.js";

const KEPT = "zhangtu-uploads";
//: How often a broken line is tried again, and how long the first wait is, in milliseconds.
const TRIES = 8;
const WAIT = 1000;

const csrf = () => document.querySelector("meta[name=csrf]").content;
const mark = (form, file) => [form.dataset.row, form.elements.field?.value ?? "", file.name, file.size, file.lastModified].join("|");

function remembered() {
  try {
    return JSON.parse(window.localStorage.getItem(KEPT)) || {};
  } catch {
    return {};
  }
}

function remember(key, about) {
  const known = remembered();
  if (about) known[key] = about;
  else delete known[key];
  try {
    window.localStorage.setItem(KEPT, JSON.stringify(known));
  } catch {
    // a browser that keeps nothing begins anew next time
  }
}

class RefusedError extends Error {
  /** Whether asking again, after signing in anew for instance, can't help either. */
  constructor(words, final = true) {
    super(words);
    this.final = final;
  }
}

/** Ask our server; an answer that will not change by asking again is a refusal. */
async function ask(address, options = {}) {
  const headers = { "X-Fragment": "1", "X-CSRFToken": csrf(), ...options.headers };
  const answer = await fetch(address, { ...options, headers });
  if (answer.status === 409) return { gap: (await answer.json()).received };
  if (answer.status >= 500) throw new Error(String(answer.status));
  if (!answer.ok) throw new RefusedError(await answer.text(), [404, 422].includes(answer.status));
  return answer.status === 204 ? {} : answer.json();
}

function post(address, values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  return ask(address, { method: "POST", body });
}

const pause = (time) => new Promise((done) => { setTimeout(done, time); });

/** One file on its way; what has arrived is remembered and gone on with. */
export class Sending {
  constructor(form, file) {
    Object.assign(this, { form, file, key: mark(form, file), begin: form.dataset.begin, line: form.querySelector(".progress") });
  }

  tell(words, percent) {
    this.line.textContent = words.replace("{name}", this.file.name).replace("{percent}", `${percent}%`);
  }

  /** Begin, or go on with what has arrived before. */
  async start() {
    const known = remembered()[this.key];
    if (known) {
      try {
        return await ask(`${this.begin}${known.uid}`);
      } catch (error) {
        if (!(error instanceof RefusedError && error.final)) throw error;
        remember(this.key, null);
      }
    }
    const upload = await post(this.begin, { name: this.file.name, size: this.file.size });
    remember(this.key, { uid: upload.uid, name: this.file.name, size: this.file.size, row: this.form.dataset.row, received: 0 });
    return upload;
  }

  /** Send what is missing; the digest is taken of every byte, those that arrived before included. */
  async pieces(upload) {
    const digest = new Sha256();
    let counted = 0;
    let { received } = upload;
    const count = async (upto) => {
      while (counted < upto) {
        const end = Math.min(counted + upload.piece, upto);
        digest.update(new Uint8Array(await this.file.slice(counted, end).arrayBuffer()));
        counted = end;
      }
    };
    await count(received);
    while (received < this.file.size) {
      const end = Math.min(received + upload.piece, this.file.size);
      const headers = { "Content-Range": `bytes ${received}-${end - 1}/${this.file.size}`, "Content-Type": "application/octet-stream" };
      const said = await this.again(() => ask(`${this.begin}${upload.uid}`, { method: "PUT", headers, body: this.file.slice(received, end) }));
      received = said.gap ?? said.received;
      if (received < counted) throw new RefusedError("");
      await count(received);
      const known = remembered()[this.key];
      if (known) remember(this.key, { ...known, received });
      this.tell(this.form.dataset.sending, Math.floor((received / this.file.size) * 100));
    }
    return digest.hex();
  }

  /** Try again while the line is broken or the server is away, longer apart each time. */
  async again(attempt) {
    for (let time = 0; ; time += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (error instanceof RefusedError || time >= TRIES) throw error;
        this.tell(this.form.dataset.broken, 0);
        await pause(Math.min(WAIT * 2 ** time, 30_000));
      }
    }
  }

  /** Send all of it; resolves to the upload and the digest of what was sent. */
  async arrive() {
    try {
      const upload = await this.again(() => this.start());
      this.tell(this.form.dataset.sending, Math.floor((upload.received / this.file.size) * 100));
      return { upload, sha256: await this.pieces(upload) };
    } catch (error) {
      if (error instanceof RefusedError && error.final) remember(this.key, null);
      throw error;
    }
  }

  async run() {
    const { upload, sha256 } = await this.arrive();
    const { ledger, row } = this.form.dataset;
    const said = await this.again(() => post(`${this.begin}${upload.uid}/finish`, { sha256, ledger, row, field: this.form.elements.field.value, caption: this.form.elements.caption.value }));
    remember(this.key, null);
    return said.to;
  }
}

async function sendAll(form) {
  const files = [...form.elements.file.files];
  const large = files.filter((file) => file.size > Number(form.dataset.byForm));
  const small = files.filter((file) => !large.includes(file));
  let to = "";
  if (small.length) {
    const body = new FormData(form);
    body.delete("file");
    for (const file of small) body.append("file", file);
    const said = await ask(form.action, { method: "POST", body });
    to = said.to;
  }
  for (const file of large) {
    try {
      to = await new Sending(form, file).run();
    } catch (error) {
      if (error instanceof RefusedError && error.final) remember(mark(form, file), null);
      throw error;
    }
  }
  window.location.assign(to);
  window.location.reload();
}

function send(form) {
  const button = form.querySelector("button:not([type=button])");
  button.disabled = true;
  form.classList.remove("wrong");
  sendAll(form).catch((error) => {
    const words = error instanceof RefusedError && error.message ? error.message : document.body.dataset.offline;
    form.classList.add("wrong");
    form.querySelector(".progress").textContent = words;
    say(words, { wrong: true });
  }).finally(() => { button.disabled = false; });
}

/** Say what was begun here before and not finished. */
function offer(form) {
  const [open] = Object.entries(remembered()).filter(([key]) => key.startsWith(`${form.dataset.row}|${form.elements.field.value}|`));
  if (!open) return;
  const about = open[1];
  const percent = Math.floor(((about.received || 0) / about.size) * 100);
  form.querySelector(".progress").textContent = form.dataset.resume.replace("{name}", about.name).replace("{percent}", `${percent}%`);
}

export function startUploads() {
  for (const form of document.querySelectorAll("form.uploading")) {
    offer(form);
    form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
    form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      if (event.dataTransfer.files.length) form.elements.file.files = event.dataTransfer.files;
    });
  }
}
