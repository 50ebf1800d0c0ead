import type { CsvFormat } from '@tendero/model'
import { CsvError, parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { Failure } from '../kernel/failure.ts'

/** A row of a file; 1 is the first after the header. */
export interface CsvRow {
  readonly number: number
  readonly cells: readonly string[]
  /** Why it cannot be taken, as whoever made the file knew already: a code, and the line after a colon. */
  readonly problem?: string
}

/** Longest row in characters: what is longer is a quote that nobody closed. */
const longestRow = 4_000_000

/**
 * The rows of a file in batches, whatever its size: only one batch is held. Empty lines do not count.
 * @throws Failure 422 `unreadable_csv` with the line, when the file cannot be cut into rows
 */
export async function* csvBatches(
  source: AsyncIterable<Buffer>,
  format: CsvFormat,
  size = 500,
): AsyncGenerator<readonly CsvRow[]> {
  let rows: CsvRow[] = []
  let number = format.header ? 0 : 1
  const parser = parse({
    delimiter: format.delimiter,
    quote: format.quote || false,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: longestRow,
    // Rows are taken here and not sent on: the object stream would cost more than the parsing.
    on_record: (cells: string[]) => {
      if (number > 0) rows.push(rowOf(number, cells, format))
      number += 1
      return null
    },
  })
  parser.on('error', () => {})
  parser.resume()
  for await (const text of decoded(source, format.encoding)) {
    await settled((done) => parser.write(text, done))
    for (; rows.length >= size; rows = rows.slice(size)) yield rows.slice(0, size)
  }
  await settled((done) => {
    parser.once('error', done)
    parser.end(() => done(null))
  })
  for (; rows.length > 0; rows = rows.slice(size)) yield rows.slice(0, size)
}

function rowOf(number: number, cells: string[], { problemColumn }: CsvFormat): CsvRow {
  if (problemColumn === undefined) return { number, cells }
  const [problem] = cells.splice(problemColumn)
  return problem ? { number, cells, problem } : { number, cells }
}

/** The text of a file; UTF-8 goes to the parser as it is. */
export async function* decoded(source: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer | string> {
  if (encoding === 'utf-8') {
    yield* source
    return
  }
  const decoder = iconv.getDecoder(encoding)
  let held = ''
  for await (const chunk of source) {
    const text = held + decoder.write(chunk)
    // A character of two units may be cut: its first half waits, since the parser takes whole characters only.
    held = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : ''
    yield text.slice(0, text.length - held.length)
  }
  yield held + (decoder.end() ?? '')
}

function settled(begin: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    begin((error) => (error ? reject(explained(error)) : resolve()))
  })
}

function explained(error: Error): Error {
  if (!(error instanceof CsvError)) return error
  const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : 0
  return new Failure(422, 'unreadable_csv', { details: { line, reason: error.code.toLowerCase() } })
}
