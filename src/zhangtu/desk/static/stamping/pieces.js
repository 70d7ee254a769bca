// A large file goes up piece by piece; after a broken line, or another day, what has arrived is gone on with.
import { Sha256 } from "../files/sha256.js";

const KEPT = "zhangtu-scans";
const TRIES = 8;
const WAIT = 1000;

function remembered() {
  try {
    return JSON.parse(window.localStorage.getItem(KEPT)) || {};
  } catch {
    return {};
  }
}

function remember(key, uid) {
  const known = remembered();
  if (uid) known[key] = uid;
  else delete known[key];
  try {
    window.localStorage.setItem(KEPT, JSON.stringify(known));
  } catch {
    // a browser that keeps nothing begins anew next time
  }
}

/** An answer that will not change by asking again; its message is the server's sentence. */
class RefusedError extends Error {}

async function ask(address, options = {}) {
  const secret = document.querySelector("meta[name=csrf]").content;
  const headers = { "X-Fragment": "1", "X-CSRFToken": secret, ...options.headers };
  const answer = await fetch(address, { ...options, headers });
  if (answer.status === 409) return { gap: (await answer.json()).received };
  if (answer.status >= 500) throw new Error("");
  if (!answer.ok) throw new RefusedError(await answer.text());
  return answer.json();
}

async function again(attempt) {
  for (let time = 0; ; time += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof RefusedError) throw error;
      if (time >= TRIES) throw new Error("");
      await new Promise((done) => { setTimeout(done, Math.min(WAIT * 2 ** time, 30_000)); });
    }
  }
}

function post(address, values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  return ask(address, { method: "POST", body });
}

async function start(file, begin, key) {
  const known = remembered()[key];
  if (known) {
    try {
      return await again(() => ask(`${begin}${known}`));
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      remember(key, null);
    }
  }
  const upload = await again(() => post(begin, { name: file.name, size: file.size }));
  remember(key, upload.uid);
  return upload;
}

/**
 * Bring a file in piece by piece.
 * @param {File} file The file.
 * @param {string} begin The address where uploads begin.
 * @param {(share: number) => void} tell Is told which share has arrived, 0 to 1.
 * @returns {Promise<{sha256: string, name: string}>} What the store knows it by.
 */
export async function inPieces(file, begin, tell) {
  const key = [file.name, file.size, file.lastModified].join("|");
  const upload = await start(file, begin, key);
  const digest = new Sha256();
  let counted = 0;
  let { received } = upload;
  while (counted < file.size) {
    const end = Math.min(counted + upload.piece, file.size);
    const bytes = file.slice(counted, end);
    digest.update(new Uint8Array(await bytes.arrayBuffer()));
    counted = end;
    while (received < end) {
      const headers = { "Content-Range": `bytes ${received}-${end - 1}/${file.size}`, "Content-Type": "application/octet-stream" };
      const from = received;
      const said = await again(() => ask(`${begin}${upload.uid}`, { method: "PUT", headers, body: file.slice(from, end) }));
      received = said.gap ?? said.received;
      tell(received / file.size);
    }
  }
  const brought = await again(() => post(`${begin}${upload.uid}/finish`, { sha256: digest.hex() }));
  if (brought.gap !== undefined) throw new Error("");
  remember(key, null);
  return brought;
}
