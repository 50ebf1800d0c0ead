import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

/** A row of a file by the heads of its columns. */
export type Row = Readonly<Record<string, string>>

/** Reads a CSV file, also compressed. In a file that quotes with apostrophes a backslash stands before those of its texts. */
export function readTable(file: string): readonly Row[] {
  const bytes = readFileSync(file)
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const quote = /(^|,)'/m.test(text) && !/(^|,)"/m.test(text) ? "'" : '"'
  const delimiter = [',', ';', '\t'].sort((a, b) => count(text, b) - count(text, a))[0]
  return parse<Row>(text, {
    columns: true,
    bom: true,
    delimiter,
    quote,
    escape: quote === "'" ? '\\' : '"',
    trim: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  })
}

function count(text: string, letter: string): number {
  return (text.split('\n', 1)[0] ?? '').split(letter).length
}
