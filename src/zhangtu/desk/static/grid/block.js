// Blocks of cells as spreadsheets put them on the clipboard: tabs between cells, lines between rows, quotes around both.

/**
 * Read what was pasted.
 * @param {string} text
 * @returns {string[][]} rows of cells
 */
export function readBlock(text) {
  const rows = [[""]];
  let quoted = false;
  const plain = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < plain.length; at += 1) {
    const letter = plain[at];
    const row = rows[rows.length - 1];
    if (quoted) {
      if (letter === '"' && plain[at + 1] === '"') {
        row[row.length - 1] += '"';
        at += 1;
      } else if (letter === '"') quoted = false;
      else row[row.length - 1] += letter;
    } else if (letter === '"' && row[row.length - 1] === "") quoted = true;
    else if (letter === "\t") row.push("");
    else if (letter === "\n") rows.push([""]);
    else row[row.length - 1] += letter;
  }
  return rows;
}

/**
 * Write cells so that a spreadsheet takes them as cells.
 * @param {string[][]} rows
 */
export function writeBlock(rows) {
  const cell = (words) => (/[\t\n"]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}
