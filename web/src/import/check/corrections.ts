import type { CellCorrection, ImportMapping, ImportProblem, RejectedRow } from '@tendero/model/api'

type Corrections = readonly CellCorrection[]
type Place = Pick<CellCorrection, 'row' | 'column'>

function isAt(one: Place, { row, column }: Place): boolean {
  return one.row === row && one.column === column
}

/** What a cell says now: corrected, or as it was read. */
export function textAt(corrections: Corrections, { row, cells }: RejectedRow, column: number): string {
  return corrections.find((one) => isAt(one, { row, column }))?.text ?? cells[column] ?? ''
}

/** Corrections with another one; none is kept for a cell that says again what it said when it was read. */
export function withCorrection(corrections: Corrections, at: RejectedRow, column: number, text: string): Corrections {
  const others = corrections.filter((one) => !isAt(one, { row: at.row, column }))
  return text === (at.cells[column] ?? '') ? others : [...others, { row: at.row, column, text }]
}

/** All corrections, the later ones instead of the earlier ones of the same cells. */
export function joined(earlier: Corrections = [], later: Corrections): Corrections {
  return [...earlier.filter((one) => !later.some((other) => isAt(other, one))), ...later]
}

/** The columns that fill a field. */
function columnsOf(mapping: readonly ImportMapping[], field: string | null): readonly number[] {
  return mapping.flatMap((one) => (one.field === field && one.column !== null ? [one.column] : []))
}

/**
 * What is wrong at a cell: of a value that several columns make, at the one that has the words, else at the first.
 * @param column null for what is wrong with the row as a whole
 */
export function problemsAt(
  mapping: readonly ImportMapping[],
  { cells, problems }: RejectedRow,
  column: number | null,
): readonly ImportProblem[] {
  return problems.filter(({ field, value }) => {
    const columns = columnsOf(mapping, field)
    const exact = columns.find((one) => value !== null && cells[one]?.trim() === value)
    return (exact ?? columns[0] ?? null) === column
  })
}
