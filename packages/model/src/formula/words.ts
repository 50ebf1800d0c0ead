import { Decimal } from 'decimal.js'
import { isDay } from '../calendar.ts'
import { join, raw, type Sql, sql } from '../sql.ts'
import { stripped } from '../stripped.ts'
import { type Argument, anyNumber, type Mismatch, mismatch, type Operation, unlike } from './operation.ts'
import { Exact, type FormulaType, type FormulaValue, isNumber, numberIn, textIn } from './value.ts'

/** Longest text that a formula makes; what is longer is cut. */
const longestText = 10_000

/** An empty text is no value, as everywhere in the program. */
const kept = (made: Sql): Sql => sql`nullif(${made}, '')`
const keptValue = (made: string): string | null => (made === '' ? null : made)

/** Letters are counted as people do, not as halves of a pair. */
function beginning(value: string, count: number): string {
  return [...value].slice(0, count).join('')
}

function writtenSql(value: Sql, type: FormulaType | undefined): Sql {
  if (type === 'date') return sql`to_char(${value}, 'YYYY-MM-DD')`
  return type === 'text' ? value : sql`trim_scale(${value})::text`
}

/** A number without needless zeros, a day as an ISO date; of nothing nothing. */
function written(value: FormulaValue): string {
  return value instanceof Decimal ? (value.isZero() ? '0' : value.toFixed()) : textIn(value)
}

function writable(args: readonly Argument[]): FormulaType | Mismatch {
  return unlike(args, 'text', (type) => type !== 'boolean') ?? 'text'
}

/** Joins what is there. */
function joining(name: string, takes: Operation['takes']): Operation {
  return {
    name,
    takes,
    seesNothing: true,
    typeOf: writable,
    sql: (args, types) =>
      kept(
        sql`left(concat(${join(args.map((one, index) => writtenSql(one, types[index])))}), ${raw(String(longestText))})`,
      ),
    value: (args) => keptValue(beginning(args.map(written).join(''), longestText)),
  }
}

function texts(args: readonly Argument[]): Mismatch | undefined {
  return unlike(args, 'text', (type) => type === 'text')
}

function ofText(
  name: string,
  type: FormulaType,
  inSql: (a: Sql | undefined) => Sql,
  inValues: (a: string) => FormulaValue,
): Operation {
  return {
    name,
    takes: [1, 1],
    typeOf: (args) => texts(args) ?? type,
    sql: ([a]) => inSql(a),
    value: ([a]) => inValues(textIn(a)),
  }
}

/** So many letters from one end; none for zero and below. */
function side(
  name: 'left' | 'right',
  cut: (letters: readonly string[], count: number) => readonly string[],
): Operation {
  return {
    name,
    takes: [2, 2],
    typeOf([a, count]) {
      if (a?.type !== 'text') return mismatch(0, 'text')
      return count?.type === 'integer' ? 'text' : mismatch(1, 'integer')
    },
    sql: ([a, count]) => kept(sql`${raw(name)}(${a}, least(greatest(${count}, 0), ${raw(String(longestText))})::int)`),
    value([a, count]) {
      const letters = Decimal.min(Decimal.max(numberIn(count), 0), longestText).toNumber()
      return keptValue(cut([...textIn(a)], letters).join(''))
    },
  }
}

const contains: Operation = {
  name: 'contains',
  takes: [2, 2],
  typeOf: (args) => texts(args) ?? 'boolean',
  sql: ([a, part]) => sql`(strpos(${a}, ${part}) > 0)`,
  value: ([a, part]) => textIn(a).includes(textIn(part)),
}

function ofDay(name: 'year' | 'month' | 'day', from: number, to: number): Operation {
  return {
    name,
    takes: [1, 1],
    typeOf: (args) => unlike(args, 'date', (type) => type === 'date') ?? 'integer',
    sql: ([day]) => sql`extract(${raw(name)} from ${day})::numeric`,
    value: ([day]) => new Exact(textIn(day).slice(from, to)),
  }
}

/** A day that is written in the formula: date("2026-03-31"). */
const date: Operation = {
  name: 'date',
  takes: [1, 1],
  typeOf: ([day]) =>
    typeof day?.literal === 'string' && isDay(day.literal) ? 'date' : { argument: 0, code: 'wrong_day' },
  sql: ([day]) => sql`(${day})::date`,
  value: ([day]) => textIn(day),
}

/** A whole or decimal number of anything that counts: money and percent without their sign. */
const plainNumber: Operation = {
  name: 'number',
  takes: [1, 1],
  typeOf: (args) => unlike(args, 'number', isNumber) ?? (args[0]?.type === 'integer' ? 'integer' : 'decimal'),
  sql: ([a]) => sql`${a}`,
  value: ([a = null]) => a,
}

/** The case of letters is that of Unicode, whatever the database was made with. */
const unicode = raw('collate "und-x-icu"')

export const wordOperations: readonly Operation[] = [
  joining('&', [2, 2]),
  joining('concat', [1, anyNumber]),
  ofText(
    'upper',
    'text',
    (a) => sql`upper(${a} ${unicode})`,
    (a) => a.toUpperCase(),
  ),
  ofText(
    'lower',
    'text',
    (a) => sql`lower(${a} ${unicode})`,
    (a) => a.toLowerCase(),
  ),
  ofText(
    'trim',
    'text',
    (a) => kept(sql`btrim(${a}, E' \\t\\n\\r')`),
    (a) => keptValue(stripped(a, ' \t\n\r')),
  ),
  ofText(
    'length',
    'integer',
    (a) => sql`char_length(${a})::numeric`,
    (a) => new Exact([...a].length),
  ),
  side('left', (letters, count) => letters.slice(0, count)),
  side('right', (letters, count) => (count === 0 ? [] : letters.slice(-count))),
  contains,
  ofDay('year', 0, 4),
  ofDay('month', 5, 7),
  ofDay('day', 8, 10),
  date,
  plainNumber,
]
