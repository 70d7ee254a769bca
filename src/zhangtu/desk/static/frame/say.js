// The status line: what was done, what went wrong, and what the page before wanted said.
const status = () => document.getElementById("status");

/** Words a header carries as hexadecimal UTF-8. */
export function decode(hex) {
  const bytes = Uint8Array.from((hex || "").match(/../g) || [], (pair) => Number.parseInt(pair, 16));
  return new TextDecoder().decode(bytes);
}

/** Say something in the status line; wrong ones stay until the next. */
export function say(words, { wrong = false } = {}) {
  status().classList.toggle("wrong", wrong);
  status().textContent = words;
  clearTimeout(say.timer);
  if (!wrong && words) say.timer = setTimeout(() => { status().textContent = ""; }, 8000);
}

/** Keep a sentence, as the server sends it, for the page that opens next. */
export function sayLater(sent) {
  try {
    if (sent) window.sessionStorage.setItem("zhangtu-said", sent);
  } catch {
    // a browser that keeps nothing shows the page without the sentence
  }
}

/** Say what the page before wanted said. */
export function sayKept() {
  try {
    const sent = window.sessionStorage.getItem("zhangtu-said");
    window.sessionStorage.removeItem("zhangtu-said");
    if (sent) say(decode(sent));
  } catch {
    // nothing could be kept
  }
}
