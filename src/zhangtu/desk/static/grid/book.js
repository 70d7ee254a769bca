// What was typed and is not saved yet: row → column → words; undo, redo, and a copy that outlives the page.
const KEPT = "zhangtu-grid:";

/** The unsaved changes of one ledger. */
export class Book {
  constructor(ledger) {
    this.key = KEPT + ledger;
    this.rows = new Map();
    this.steps = [];
    this.undone = [];
    this.listeners = [];
    this.meanings = new Map();
  }

  /** Remember which row, unit, post or person the words chosen for a cell stand for: two may be called alike. */
  mean(uid, name, words, value) {
    this.meanings.set(`${uid} ${name}`, { words, value });
  }

  /** What is sent for a row: what was chosen by its name to the outside, all else as typed. */
  sent(uid) {
    const found = { ...this.rows.get(uid).values };
    for (const [name, words] of Object.entries(found)) {
      const meaning = this.meanings.get(`${uid} ${name}`);
      if (meaning && meaning.words === words) found[name] = meaning.value;
    }
    return found;
  }

  /** Call back after every change. */
  watch(listener) {
    this.listeners.push(listener);
  }

  get size() {
    return this.rows.size;
  }

  get cells() {
    return [...this.rows.values()].reduce((sum, row) => sum + Object.keys(row.values).length, 0);
  }

  /** What was typed in a cell; undefined for nothing. */
  typed(uid, name) {
    return this.rows.get(uid)?.values[name];
  }

  /**
   * Take a block of changes as one step.
   * @param {{uid: string, name: string, to: string, was: string, seen: number}[]} block
   */
  take(block) {
    const changed = block.map((one) => ({ ...one, from: this.typed(one.uid, one.name) }));
    const real = changed.filter((one) => one.to !== (one.from ?? one.was));
    if (!real.length) return;
    this.steps.push(real);
    this.undone = [];
    this.apply(real, "to");
  }

  apply(step, which) {
    for (const one of step) {
      const row = this.rows.get(one.uid) || { seen: one.seen, values: {} };
      const words = one[which];
      if (words === undefined || (words === one.was && !one.uid.startsWith("new"))) delete row.values[one.name];
      else row.values[one.name] = words;
      if (Object.keys(row.values).length) this.rows.set(one.uid, row);
      else this.rows.delete(one.uid);
    }
    this.tell();
  }

  undo() {
    const step = this.steps.pop();
    if (!step) return [];
    this.undone.push(step);
    this.apply(step, "from");
    return step;
  }

  redo() {
    const step = this.undone.pop();
    if (!step) return [];
    this.steps.push(step);
    this.apply(step, "to");
    return step;
  }

  /** Rest on a newer version of a row: the person has chosen between two values. */
  rest(uid, seen) {
    const row = this.rows.get(uid);
    if (row) row.seen = seen;
    this.tell();
  }

  /** Forget what was saved, or everything. */
  forget(uids = [...this.rows.keys()]) {
    for (const uid of uids) this.rows.delete(uid);
    this.steps = [];
    this.undone = [];
    this.tell();
  }

  tell() {
    this.keep();
    for (const listener of this.listeners) listener();
  }

  keep() {
    try {
      if (this.rows.size) window.localStorage.setItem(this.key, JSON.stringify([...this.rows]));
      else window.localStorage.removeItem(this.key);
    } catch {
      // a browser that keeps nothing loses unsaved cells when it is closed; saved ones are on the server
    }
  }

  /** Take up what a closed page left. */
  restore() {
    try {
      const kept = JSON.parse(window.localStorage.getItem(this.key) || "[]");
      this.rows = new Map(kept);
    } catch {
      this.rows = new Map();
    }
    this.tell();
    return this.rows.size;
  }
}
