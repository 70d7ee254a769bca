// A form whose answer takes a while says so, and is not sent twice.
import { say } from "./say.js";

export function startBusy() {
  document.addEventListener("submit", (event) => {
    const words = event.target.dataset?.busySay;
    if (!words || event.defaultPrevented) return;
    for (const button of event.target.querySelectorAll("button")) {
      button.classList.add("busy");
      button.setAttribute("aria-busy", "true");
      setTimeout(() => { button.disabled = true; });
    }
    say(words);
  });
  // whoever goes back finds the button as it was
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const button of document.querySelectorAll("button.busy")) {
      button.classList.remove("busy");
      button.removeAttribute("aria-busy");
      button.disabled = false;
    }
  });
}
