/** The texts that stand in one cell of a file, between semicolons or bars; what is empty counts for nothing. */
export function separateTexts(cell: string): readonly string[] {
  return cell
    .split(/[;|]/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
}
