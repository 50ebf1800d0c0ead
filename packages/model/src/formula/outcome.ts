import { Decimal } from 'decimal.js'
import { dayIn } from '../calendar.ts'
import { exponentOf } from '../currency.ts'
import { raw, type Sql, sql } from '../sql.ts'
import { Exact, type FormulaType, type FormulaValue } from './value.ts'

/** How the number that a formula gives is kept as a field's value: places, and the greatest; beyond it there is none. */
interface Kept {
  readonly places: number
  readonly greatest: string
}

const safe = String(Number.MAX_SAFE_INTEGER)
const kinds: Readonly<Partial<Record<FormulaType, Kept>>> = {
  integer: { places: 0, greatest: safe },
  decimal: { places: 6, greatest: '9999999999999' },
  // In JSON a number of no more digits than a double holds exactly.
  percent: { places: 4, greatest: '99999999999' },
  money: { places: 0, greatest: safe },
}
const whole: ReadonlySet<FormulaType> = new Set(['integer', 'money'])

/**
 * A formula's value as the column of a field of its type: decimals rounded to six places and percents to four, halves away
 * from zero; money in minor units of the base currency; a number too great for the type is nothing.
 */
export function outcomeSql(type: FormulaType, value: Sql, currency: string): Sql {
  return keptSql(type, type === 'money' ? sql`${value} * ${raw(`1e${exponentOf(currency)}`)}` : value)
}

/** The same of a number that is in the units of the column already: money in minor ones. */
export function keptSql(type: FormulaType, value: Sql): Sql {
  const kept = kinds[type]
  if (!kept) return value
  const cast = whole.has(type) ? raw('::bigint') : raw('')
  return sql`(select o.n${cast} from (select round(${value}, ${raw(String(kept.places))}) as n offset 0) o
    where abs(o.n) <= ${raw(kept.greatest)})`
}

/** The same as `outcomeSql` for a value: what the API gives for a field of the type. */
export function outcomeValue(type: FormulaType, value: FormulaValue, currency: string): unknown {
  const kept = kinds[type]
  if (!kept || !(value instanceof Decimal)) return value
  const scaled = type === 'money' ? value.times(new Exact(10).pow(exponentOf(currency))) : value
  const rounded = scaled.toDecimalPlaces(kept.places, Decimal.ROUND_HALF_UP)
  if (rounded.abs().greaterThan(kept.greatest)) return null
  if (type === 'decimal') return rounded.isZero() ? '0' : rounded.toFixed()
  const plain = rounded.isZero() ? 0 : rounded.toNumber()
  return type === 'money' ? { minor: plain, currency } : plain
}

/**
 * A field's value of the API as formulas of that type see it. Instants are the day on which they fall in the zone.
 * @returns undefined for what cannot be told from the value alone: the worth of an amount in another currency
 */
export function valueOfJson(
  type: FormulaType,
  raw: unknown,
  { currency, timeZone }: { readonly currency: string; readonly timeZone: string },
): FormulaValue | undefined {
  if (raw === null || raw === undefined) return null
  if (typeof raw === 'boolean') return raw
  if (typeof raw === 'object') return moneyOf(raw, currency)
  if (typeof raw === 'string' && type === 'date') return raw.length > 10 ? dayIn(timeZone, new Date(raw)) : raw
  return typeof raw === 'string' && type === 'text' ? raw : new Exact(String(raw))
}

function moneyOf(raw: object, base: string): FormulaValue | undefined {
  const { minor, currency } = { minor: undefined, currency: undefined, ...raw }
  if (typeof minor !== 'number' || currency !== base) return undefined
  return new Exact(minor).div(new Exact(10).pow(exponentOf(base)))
}
