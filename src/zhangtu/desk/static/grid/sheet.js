// The table on the page as a sheet: which cell is current, which block is chosen, what stands in a cell.

/** The grid's table, with a current cell and a block from it to another. */
export class Sheet {
  constructor(table) {
    this.table = table;
    this.at = null;
    this.to = null;
  }

  /** The columns: name, why they are fixed, choices, place in a row. */
  get columns() {
    return [...this.table.tHead.rows[0].cells].slice(1).map((head, place) => ({
      name: head.dataset.name,
      title: head.dataset.title,
      type: head.dataset.type,
      fixed: head.dataset.fixed || "",
      choices: head.dataset.choices ? JSON.parse(head.dataset.choices) : [],
      place,
    }));
  }

  get rows() {
    return [...this.table.tBodies[0].querySelectorAll("tr[data-uid]")];
  }

  row(uid) {
    return this.table.tBodies[0].querySelector(`tr[data-uid="${CSS.escape(uid)}"]`);
  }

  cell(uid, name) {
    const column = this.columns.find((one) => one.name === name);
    return column ? this.row(uid)?.cells[column.place + 1] : null;
  }

  /** Where a cell stands: its row's and its column's place. */
  place(cell) {
    const row = cell.closest("tr[data-uid]");
    return row ? { y: this.rows.indexOf(row), x: cell.cellIndex - 1 } : null;
  }

  cellAt({ y, x }) {
    return this.rows[y]?.cells[x + 1] || null;
  }

  /** Make a cell the current one; with `extend`, stretch the block to it. */
  go(place, { extend = false, focus = true } = {}) {
    const rows = this.rows;
    if (!rows.length) return;
    const y = Math.max(0, Math.min(place.y, rows.length - 1));
    const x = Math.max(0, Math.min(place.x, this.columns.length - 1));
    if (extend && this.at) this.to = { y, x };
    else {
      this.at = { y, x };
      this.to = { y, x };
    }
    this.paint();
    const cell = this.cellAt({ y, x });
    if (focus) cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The block chosen: first and last row and column. */
  get block() {
    if (!this.at) return null;
    const { at, to } = this;
    return {
      top: Math.min(at.y, to.y), bottom: Math.max(at.y, to.y), left: Math.min(at.x, to.x), right: Math.max(at.x, to.x),
    };
  }

  paint() {
    for (const cell of this.table.querySelectorAll("td.chosen, td[tabindex='0']")) {
      cell.classList.remove("chosen");
      cell.tabIndex = -1;
      cell.removeAttribute("aria-selected");
    }
    const block = this.block;
    if (!block) return;
    const rows = this.rows;
    for (let y = block.top; y <= Math.min(block.bottom, rows.length - 1); y += 1) {
      for (let x = block.left; x <= block.right; x += 1) {
        const cell = rows[y].cells[x + 1];
        cell.classList.add("chosen");
        cell.setAttribute("aria-selected", "true");
      }
    }
    const current = this.cellAt(this.to);
    if (current) current.tabIndex = 0;
  }
}
