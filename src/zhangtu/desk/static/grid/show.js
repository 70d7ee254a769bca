// Shows what is in the book on the page: typed cells, faults, conflicts, and the line that says how much is unsaved.

/** Puts the book's cells into the table, and what the server said about them. */
export class Show {
  constructor(sheet, book, bar) {
    this.sheet = sheet;
    this.book = book;
    this.bar = bar;
    this.faults = new Map();
    this.was = new WeakMap();
  }

  /** What stands in a cell, typed or saved. */
  words(cell) {
    return cell.textContent;
  }

  /** What the server put into a cell. */
  saved(cell) {
    return this.was.has(cell) ? this.was.get(cell) : cell.textContent;
  }

  /** Paint every typed cell there is on the page. */
  paint() {
    for (const cell of this.sheet.table.querySelectorAll("td.typed")) this.reset(cell);
    for (const [uid, row] of this.book.rows) {
      for (const [name, words] of Object.entries(row.values)) {
        const cell = this.sheet.cell(uid, name);
        if (cell) this.put(cell, words);
      }
    }
    this.mark();
    this.count();
  }

  /** Remember what the server put into a cell before somebody types there. */
  hold(cell, words) {
    if (!this.was.has(cell)) this.was.set(cell, words);
  }

  put(cell, words) {
    this.hold(cell, cell.textContent);
    cell.textContent = words;
    cell.classList.add("typed");
  }

  reset(cell) {
    cell.classList.remove("typed");
    if (this.was.has(cell)) {
      cell.textContent = this.was.get(cell);
      this.was.delete(cell);
    }
  }

  /** Faults: `uid name` → sentence. */
  mark() {
    for (const cell of this.sheet.table.querySelectorAll("td[aria-invalid]")) {
      cell.removeAttribute("aria-invalid");
      cell.removeAttribute("title");
      cell.classList.remove("faulty");
    }
    for (const [key, sentence] of this.faults) {
      const [uid, name] = key.split(" ");
      const cell = this.sheet.cell(uid, name) || this.sheet.row(uid)?.cells[1];
      if (!cell) continue;
      cell.setAttribute("aria-invalid", "true");
      cell.title = sentence;
      cell.classList.add("faulty");
    }
    const list = this.bar.querySelector("[data-faults]");
    list.replaceChildren(...[...this.faults].map(([key, sentence]) => this.line(key, sentence)));
    list.hidden = !this.faults.size;
  }

  /** A fault in the list under the bar; a click goes to its cell. */
  line(key, sentence) {
    const [uid, name] = key.split(" ");
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    const column = this.sheet.columns.find((one) => one.name === name);
    const row = this.sheet.row(uid);
    const number = row ? this.sheet.rows.indexOf(row) + 1 : "?";
    button.textContent = [`${number}`, column?.title, sentence].filter(Boolean).join(" · ");
    button.dataset.cell = key;
    item.append(button);
    return item;
  }

  /** Take in a row as the server has it now. */
  renew(uid, line) {
    const row = this.sheet.row(uid);
    if (!row) return;
    row.dataset.uid = line.uid;
    row.dataset.seen = line.seen;
    if (row.dataset.fresh) this.settle(row, line);
    const box = row.querySelector("input[name=row]");
    if (box) box.value = `${line.uid}:${line.seen}`;
    line.cells.forEach((cell, place) => {
      const shown = row.cells[place + 1];
      this.was.delete(shown);
      shown.classList.remove("typed");
      shown.textContent = cell.text;
    });
  }

  /** A new row becomes a row like any other: it has a number, can be picked and opened. */
  settle(row, line) {
    delete row.dataset.fresh;
    row.classList.remove("fresh");
    const head = row.cells[0];
    head.replaceChildren(document.getElementById("saved-pick").content.cloneNode(true));
    const [box, link] = [head.querySelector("input"), head.querySelector("a")];
    for (const one of [box, link]) one.setAttribute("aria-label", `${one.getAttribute("aria-label")} ${line.title}`);
    link.href = `${link.getAttribute("href")}${line.uid}/`;
    link.textContent = this.sheet.rows.indexOf(row) + 1;
    line.cells.forEach((cell, place) => { row.cells[place + 1].className = cell.look; });
  }

  /** What stands around the rows says what there is now: how many there are, and what they add up to. */
  around(count) {
    if (count) document.getElementById("count").textContent = count;
    const totals = document.getElementById("totals");
    if (totals && this.bar.dataset.totals) {
      window.htmx.ajax("GET", `${this.bar.dataset.totals}${window.location.search}`, { target: totals, swap: "outerHTML" });
    }
  }

  count() {
    const { size, cells } = this.book;
    this.bar.hidden = !size;
    const words = this.bar.querySelector("[data-count]");
    words.textContent = words.dataset.count.replace("{cells}", cells).replace("{rows}", size);
  }
}
