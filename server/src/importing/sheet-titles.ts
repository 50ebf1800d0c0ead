/** Lines that a title takes at most. */
const mostTitles = 20

type Cells = readonly string[]

/**
 * The rows of a sheet without the titles above its table: lines of a single cell before the first of several. A table
 * of one column has none.
 * @example withoutTitles([['Customers 2026'], ['Name', 'City'], ['Acme', 'Tartu']]) //=> [['Name', 'City'], ['Acme', 'Tartu']]
 */
export function withoutTitles(rows: readonly Cells[]): readonly Cells[] {
  const first = rows.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 1)
  return first > 0 && first <= mostTitles ? rows.slice(first) : rows
}
