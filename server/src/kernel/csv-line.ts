/** A row as CSV text with its line end; cells are quoted where they must be. */
export function csvLine(cells: readonly string[], delimiter: string): string {
  return `${cells.map((cell) => (needsQuotes(cell, delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter)}\r\n`
}

function needsQuotes(cell: string, delimiter: string): boolean {
  return cell.includes('"') || cell.includes(delimiter) || /[\r\n]|^\s|\s$/.test(cell)
}
