import { Decimal } from 'decimal.js'
import { exponentOf } from '../currency.ts'
import { bad, declare, type FieldType, good, type Parsed, type ValueDefaults } from '../field-type.ts'
import { ordering } from '../operators.ts'
import { raw, sql } from '../sql.ts'
import { plainDecimal } from './number-text.ts'
import { raisedBy } from './raised.ts'

/** An amount in minor units (cents, or the currency's own smallest unit) of an ISO 4217 currency. */
export interface Money {
  readonly minor: number
  readonly currency: string
}

/** Minor units of a plain decimal amount; more places than the currency has are refused, never rounded away. */
export function minorUnits(plain: string, currency: string): Parsed<number> {
  const minor = new Decimal(plain).times(new Decimal(10).pow(exponentOf(currency)))
  if (!minor.isInteger()) return bad('too_many_decimals', { scale: exponentOf(currency) })
  return minor.abs().greaterThan(Number.MAX_SAFE_INTEGER)
    ? bad('too_large', { maximum: Number.MAX_SAFE_INTEGER })
    : good(minor.toNumber())
}

/** '1054.00' */
export function majorText({ minor, currency }: Money): string {
  const places = exponentOf(currency)
  return new Decimal(minor).div(new Decimal(10).pow(places)).toFixed(places)
}

function parseMoney(raw: unknown, defaults: ValueDefaults): Parsed<Money> {
  if (typeof raw !== 'object' || raw === null || !('minor' in raw)) return bad('not_an_amount')
  const { minor } = raw
  const currency = 'currency' in raw && raw.currency !== undefined ? raw.currency : defaults.currency
  if (typeof minor !== 'number' || !Number.isSafeInteger(minor)) return bad('not_an_amount')
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) return bad('not_a_currency')
  return good({ minor, currency })
}

/**
 * An amount of money: minor units and currency, and its worth in the workspace's base currency, written by the record
 * store with the rate of the day. Sorts, filters and sums by that worth; filters give minor units of the base currency.
 */
export const moneyType: FieldType<Money> = {
  kind: 'money',
  label: { en: 'Money', es: 'Importe', et: 'Rahasumma' },
  columns: [
    { key: '', type: 'bigint' },
    { key: 'currency', type: 'char(3)' },
    { key: 'base', type: 'bigint' },
  ],
  orderColumn: 2,
  sortable: true,
  groupable: false,
  aggregates: ['sum', 'average', 'min', 'max'],
  operators: ordering,
  custom: true,
  parse: (raw, _options, defaults) => parseMoney(raw, defaults),
  toColumns: ({ minor, currency }, worth) => [minor, currency, worth(minor, currency)],
  toJson: ([minor, currency]) =>
    sql`case when ${minor} is not null then json_build_object('minor', ${minor}, 'currency', ${currency}) end`,
  fromJson(value, worth) {
    const [minor, currency] = [sql`(${value} ->> 'minor')::bigint`, sql`(${value} ->> 'currency')`]
    return [minor, currency, worth(minor, currency)]
  },
  filterValue(raw, _options, { defaults }) {
    if (typeof raw === 'number' && Number.isSafeInteger(raw)) return good(raw)
    const parsed = parseMoney(raw, defaults)
    return parsed.ok ? good(parsed.value.minor) : parsed
  },
  raise: ({ minor, currency }, percent) => ({ minor: raisedBy(minor, percent, 0).toNumber(), currency }),
  csvExtra: [['currency', 'moneda', 'valuuta']],
  toCsv: (value) => [majorText(value), value.currency],
  toSheet: (value) => [
    { kind: exponentOf(value.currency) === 0 ? 'number' : 'amount', value: majorText(value) },
    { kind: 'text', text: value.currency },
  ],
  fromCsv([cell = '', code = ''], _options, convention) {
    if (cell.trim() === '') return good(null)
    const plain = plainDecimal(cell, convention)
    if (!plain.ok) return bad('not_an_amount')
    const currency = code.trim().toUpperCase() || currencyIn(cell) || convention.currency
    if (!/^[A-Z]{3}$/.test(currency)) return bad('not_a_currency')
    const minor = minorUnits(plain.value, currency)
    return minor.ok ? good({ minor: minor.value, currency }) : minor
  },
  format: ({ minor, currency }, _options, { language }) =>
    new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
      Number(majorText({ minor, currency })),
    ),
  sample: { minor: 125_000, currency: 'EUR' },
  // Its worth in the base currency: amounts of several currencies can be added.
  inFormulas: {
    type: 'money',
    sql: ([, , base], { currency }) => sql`(${base} * ${raw(`1e-${exponentOf(currency)}`)})`,
  },
  jsonSchema: () => ({
    type: 'object',
    properties: {
      minor: { type: 'integer', description: 'minor units: cents' },
      currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217; the base currency when left out' },
    },
    required: ['minor'],
  }),
}

function currencyIn(cell: string): string | undefined {
  if (cell.includes('€')) return 'EUR'
  return /\b([A-Z]{3})\b/.exec(cell)?.[1]
}

export const money = declare(moneyType)
