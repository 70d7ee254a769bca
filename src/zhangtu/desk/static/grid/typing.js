// Typing straight into the current cell, as in a spreadsheet. The cell itself is editable, so that every way of
// entering Chinese works from the first key; what stood there is chosen and goes when one types.

/** The cell being typed into. */
export class Typing {
  /**
   * @param {object} show what the page shows
   * @param {(cell: HTMLTableCellElement, typed: string) => void} take what was typed in the end
   */
  constructor(show, take) {
    this.show = show;
    this.take = take;
    this.cell = null;
    this.before = "";
    /** Whether anything has been typed since the cell was reached. */
    this.begun = false;
    /** Whether arrows move within the words: after F2 or a double click. */
    this.within = false;
  }

  /** Make a cell ready to be typed into. */
  reach(cell) {
    if (this.cell === cell) return;
    this.leave();
    this.cell = cell;
    this.before = cell.textContent;
    cell.setAttribute("contenteditable", "plaintext-only");
    if (cell.contentEditable !== "plaintext-only") cell.setAttribute("contenteditable", "true");
    window.getSelection().selectAllChildren(cell);
  }

  /** Put the caret behind the words instead of choosing them. */
  enter() {
    this.within = true;
    window.getSelection().collapse(this.cell, this.cell.childNodes.length);
  }

  begin() {
    this.begun = true;
    this.show.hold(this.cell, this.before);
  }

  /** Give up what was typed. */
  drop() {
    if (!this.cell) return;
    this.cell.textContent = this.before;
    this.begun = false;
    this.within = false;
    window.getSelection().selectAllChildren(this.cell);
  }

  /** Take what was typed and let the cell be. */
  leave() {
    const { cell } = this;
    if (!cell) return;
    this.cell = null;
    cell.removeAttribute("contenteditable");
    const typed = cell.textContent.replace(/\s+/g, " ").trim();
    const changed = this.begun && typed !== this.before;
    if (this.begun) cell.textContent = this.before;
    this.begun = false;
    this.within = false;
    if (changed) this.take(cell, typed);
  }
}
