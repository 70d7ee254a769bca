// What may be meant while one types in a cell that names a row, a unit, a post or somebody: a list below the cell.
const NAMED = ["reference", "unit", "post", "person"];
const PAUSE = 150;
const BETWEEN = "、";

/** The list of what may be meant; the arrows move in it, Enter and Tab take, Esc closes. */
export class Hints {
  /**
   * @param {HTMLTableElement} table knows where to ask
   * @param {(cell: HTMLTableCellElement, words: string, value: string) => void} mean remembers what words stand for
   */
  constructor(table, mean) {
    this.table = table;
    this.mean = mean;
    this.found = [];
    this.at = -1;
    this.list = Object.assign(document.createElement("div"), { className: "hints", id: "hints", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.said = Object.assign(document.createElement("div"), { className: "hidden" });
    this.said.setAttribute("aria-live", "polite");
    table.closest(".ledger").append(this.list, this.said);
    this.list.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("[role=option]");
      event.preventDefault();
      if (option) this.take(Number(option.dataset.place));
    });
    this.pane = table.closest(".scroll");
    this.pane.addEventListener("scroll", () => this.follow());
  }

  /** Look for what is typed in a cell now. */
  look(cell, column) {
    clearTimeout(this.timer);
    if (!NAMED.includes(column.type)) return;
    this.timer = setTimeout(() => this.ask(cell, column).catch(() => this.close()), PAUSE);
  }

  /** The part being typed: behind the last 、 where several may stand. */
  part(cell) {
    return cell.textContent.split(BETWEEN).at(-1).trim();
  }

  async ask(cell, column) {
    const words = this.part(cell);
    const address = this.table.dataset.choose.replace("FIELD", encodeURIComponent(column.name));
    const answer = await fetch(`${address}?q=${encodeURIComponent(words)}`, { headers: { "X-Fragment": "1" } });
    if (!answer.ok || !cell.isContentEditable || words !== this.part(cell)) return;
    this.found = (await answer.json()).found;
    this.cell = cell;
    this.at = words && this.found.length ? 0 : -1;
    this.list.setAttribute("aria-label", column.title);
    this.show();
  }

  show() {
    if (!this.found.length) {
      this.close();
      return;
    }
    this.list.replaceChildren(...this.found.map((one, place) => {
      const option = document.createElement("div");
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", String(place === this.at));
      option.dataset.place = place;
      const hint = Object.assign(document.createElement("span"), { className: "hint", textContent: one.hint });
      option.append(one.words, " ", hint);
      return option;
    }));
    this.list.hidden = false;
    this.follow();
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    this.said.textContent = this.at >= 0 ? `${this.found[this.at].words} ${this.found[this.at].hint}` : "";
  }

  /** Stay below the cell where the sheet is scrolled, going to a new row for instance; close once it is out of sight. */
  follow() {
    if (!this.open) return;
    const box = this.cell.getBoundingClientRect();
    const pane = this.pane.getBoundingClientRect();
    if (box.bottom < pane.top || box.top > pane.bottom || box.right < pane.left || box.left > pane.right) {
      this.close();
      return;
    }
    const below = box.bottom + this.list.offsetHeight < window.innerHeight;
    this.list.style.top = `${below ? box.bottom : Math.max(0, box.top - this.list.offsetHeight)}px`;
    this.list.style.left = `${Math.max(0, Math.min(box.left, window.innerWidth - this.list.offsetWidth))}px`;
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.at = -1;
  }

  get open() {
    return !this.list.hidden;
  }

  take(place) {
    const one = this.found[place];
    if (!one) return;
    const before = this.cell.textContent.split(BETWEEN).slice(0, -1);
    this.cell.textContent = [...before, one.words].join(BETWEEN);
    if (!before.length) this.mean(this.cell, one.words, one.value);
    this.close();
    window.getSelection().collapse(this.cell, this.cell.childNodes.length);
    this.cell.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  /** A key while the list is open; tells whether it was for the list alone. */
  press(event) {
    if (!this.open) return false;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : this.found.length - 1;
      this.at = this.at < 0 && step > 1 ? this.found.length - 1 : (this.at + step) % this.found.length;
      this.show();
    } else if (event.key === "Escape") this.close();
    else {
      // Enter and Tab take what is marked and go on as they do in any cell
      if (["Enter", "Tab"].includes(event.key) && this.at >= 0) this.take(this.at);
      return false;
    }
    event.preventDefault();
    return true;
  }
}
