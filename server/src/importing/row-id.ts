/** Rows that a sheet may have: those of the next one are counted from there. */
const rowsPerSheet = 2 ** 20
/** Rows that share a millisecond in their ids. */
const rowsPerMillisecond = 32

/**
 * The id of the record that a row of a file makes: a UUIDv7 that follows from the operation and the row, so that
 * repeating an interrupted import makes nothing twice, and ids grow with the rows.
 * @param sheet its place among those that are imported in one go
 */
export function rowId(operationId: string, rowOfSheet: number, sheet = 0): string {
  const row = rowOfSheet + sheet * rowsPerSheet
  const hex = operationId.replaceAll('-', '')
  const milliseconds = Number.parseInt(hex.slice(0, 12), 16) + Math.floor(row / rowsPerMillisecond)
  const tail = (BigInt(`0x${hex.slice(20)}`) ^ BigInt(row)).toString(16).padStart(12, '0')
  const head = milliseconds.toString(16).padStart(12, '0')
  return `${head.slice(0, 8)}-${head.slice(8)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${tail}`
}
