// Starts what every page can do beyond plain forms and links.
import { startBusy } from "./busy.js";
import { startKeys } from "./keys.js";
import { say, sayKept } from "./say.js";

document.documentElement.classList.add("scripted");
startKeys();
startBusy();
sayKept();

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Whatever htmx sends proves that it is ours; what is refused is said, and nothing typed goes.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector("meta[name=csrf]").content;
});
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  const plain = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain");
  say(plain ? xhr.responseText : document.body.dataset.offline, { wrong: true });
});
document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline, { wrong: true }));
