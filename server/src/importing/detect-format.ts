import { type CsvFormat, folded } from '@tendero/model'
import { parse } from 'csv-parse/sync'

/** What a workspace's files look like when the file itself does not tell. */
export type Habit = Pick<CsvFormat, 'decimal' | 'dateOrder'>

/** Decimal sign and order of dates in the main language of a country: 'ES' writes 1,5 and day first. */
export function habitOf(country: string): Habit {
  const { language } = new Intl.Locale(`und-${country}`).maximize()
  const locale = `${language}-${country}`
  const order = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'numeric', day: 'numeric' })
    .formatToParts(new Date(0))
    .flatMap(({ type }) => (type === 'year' || type === 'month' || type === 'day' ? [type[0]] : []))
    .join('')
  return {
    decimal: new Intl.NumberFormat(locale).format(1.5).includes(',') ? ',' : '.',
    dateOrder: order === 'mdy' ? 'mdy' : order === 'ymd' ? 'ymd' : 'dmy',
  }
}

/**
 * How a file is to be read, from the text of its beginning.
 * @param known words that head columns of this object, folded as by `foldedWord`: they tell a header for sure
 */
export function detectFormat(
  text: string,
  encoding: string,
  habit: Habit,
  known: ReadonlySet<string> = new Set(),
): CsvFormat {
  const sample = wholeLines(text)
  const quote = quoteOf(sample)
  const delimiter = delimiterOf(sample, quote)
  const rows = sampleRows(sample, delimiter, quote)
  const header = hasHeader(rows, known)
  const cells = (header ? rows.slice(1) : rows).flat()
  return { encoding, delimiter, quote, header, decimal: decimalOf(cells, habit), dateOrder: dateOrderOf(cells, habit) }
}

const delimiters = [',', ';', '\t', '|'] as const
const mostRows = 1_000

/** Leaves out a last line that the sample cuts through. */
function wholeLines(text: string): string {
  const end = text.length > 100_000 ? text.lastIndexOf('\n') : -1
  return end > 0 ? text.slice(0, end) : text
}

export function sampleRows(text: string, delimiter: string, quote: string): readonly (readonly string[])[] {
  const rows: unknown = parse(text, {
    delimiter,
    quote: quote || false,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    to: mostRows + 1,
  })
  return Array.isArray(rows) ? rows : []
}

function quoteOf(text: string): string {
  const double = text.match(/(^|[,;\t|\n\r])"/g)?.length ?? 0
  const single = text.match(/(^|[,;\t|\n\r])'[^'\n]*'(?=[,;\t|\n\r]|$)/g)?.length ?? 0
  return double === 0 && single > 2 ? "'" : '"'
}

/** The sign that cuts most lines into the same number of cells, and into more than one. */
function delimiterOf(text: string, quote: string): string {
  const scored = delimiters.map((delimiter) => {
    const widths = sampleRows(text.slice(0, 100_000), delimiter, quote).map((row) => row.length)
    const usual = mostFrequent(widths)
    if (usual < 2) return { delimiter, score: 0 }
    const agreeing = widths.filter((width) => width === usual).length / widths.length
    return { delimiter, score: agreeing ** 2 * Math.log(usual + 1) }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}

function mostFrequent(numbers: readonly number[]): number {
  const times = new Map<number, number>()
  for (const one of numbers) times.set(one, (times.get(one) ?? 0) + 1)
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/** Lower case without accents and signs: 'Código postal' → 'codigopostal'. */
export function foldedWord(word: string): string {
  return folded(word).replace(/[^\p{L}\p{N}]+/gu, '')
}

function hasHeader(rows: readonly (readonly string[])[], known: ReadonlySet<string>): boolean {
  const [first = [], ...rest] = rows
  if (first.some((cell) => known.has(foldedWord(cell)))) return true
  const filled = first.filter((cell) => cell.trim() !== '')
  if (filled.some(isData) || new Set(filled).size < filled.length) return false
  if (rest.length === 0) return filled.length > 0
  const likeFirst = first.filter((cell, index) => rest.some((row) => row[index] === cell && cell !== '')).length
  return filled.length === first.length && likeFirst === 0
}

/** Characters of what may be a number, a date or an address: patterns go back over longer cells for too long. */
const longestData = 500

/** Numbers, dates, addresses: what no header says. */
function isData(cell: string): boolean {
  return (
    cell.length <= longestData &&
    /^[-+]?[\d.,' ]+\s*[€$%]?$|^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^[^@\s]+@[^@\s]+\.\w+$/.test(cell.trim())
  )
}

function decimalOf(cells: readonly string[], { decimal }: Habit): '.' | ',' {
  let comma = 0
  let point = 0
  for (const cell of cells.filter(({ length }) => length <= longestData)) {
    const number = /^[-+(]?\s*(?:\p{Sc}|[A-Z]{3})?\s*(\d[\d.,' \u00a0\u202f]*)\s*(?:\p{Sc}|[A-Z]{3}|%)?\)?$/u.exec(
      cell.trim(),
    )?.[1]
    const sign = number ? decimalSign(number) : undefined
    if (sign === ',') comma += 1
    if (sign === '.') point += 1
  }
  return comma === point ? decimal : comma > point ? ',' : '.'
}

/** Which sign must be the decimal one of a number; undefined when it may be either: '1.234'. */
function decimalSign(number: string): '.' | ',' | undefined {
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','))
  if (last < 0) return undefined
  const sign = number[last] === ',' ? ',' : '.'
  const other = sign === ',' ? '.' : ','
  const times = number.split(sign).length - 1
  if (number.includes(other)) return times === 1 ? sign : undefined
  if (times > 1) return other
  const whole = number.slice(0, last).replace(/\D/g, '')
  return number.length - last - 1 === 3 && whole.length <= 3 && whole !== '0' ? undefined : sign
}

function dateOrderOf(cells: readonly string[], { dateOrder }: Habit): CsvFormat['dateOrder'] {
  const votes = { dmy: 0, mdy: 0 }
  let unclear = 0
  let iso = 0
  for (const cell of cells) {
    if (/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b/.test(cell.trim())) iso += 1
    const date = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](?:\d{4}|\d{2})\b/.exec(cell.trim())
    if (!date) continue
    const [first, second] = [Number(date[1]), Number(date[2])]
    if (first > 12 && second <= 12) votes.dmy += 1
    else if (second > 12 && first <= 12) votes.mdy += 1
    else unclear += 1
  }
  if (votes.dmy !== votes.mdy) return votes.dmy > votes.mdy ? 'dmy' : 'mdy'
  if (iso > 0 && unclear === 0) return 'ymd'
  return dateOrder
}
