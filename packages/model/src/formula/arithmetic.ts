import { Decimal } from 'decimal.js'
import { addDays, daysBetween } from '../calendar.ts'
import { join, raw, type Sql, sql } from '../sql.ts'
import { type Argument, anyNumber, type Mismatch, mismatch, type Operation, unlike } from './operation.ts'
import {
  commonOf,
  commonType,
  Exact,
  type FormulaType,
  type FormulaValue,
  isNumber,
  numberIn,
  textIn,
} from './value.ts'

/** Places that a quotient is rounded to, halves away from zero. */
const quotientPlaces = 20
const firstDay = '0001-01-01'
/** Days from the first to the last that ISO dates of four digits know. */
const lastDay = 3_652_058

function isMismatch(found: FormulaType | Mismatch): found is Mismatch {
  return typeof found === 'object'
}

type NumberRule = (a: FormulaType, b: FormulaType) => FormulaType

function numbersOf(args: readonly Argument[], rule: NumberRule): FormulaType | Mismatch {
  const [a, b] = args
  const wrong = unlike(args, 'number', isNumber)
  return wrong ?? (a ? rule(a.type, b?.type ?? a.type) : mismatch(0, 'number'))
}

const common: NumberRule = (a, b) => commonType(a, b) ?? 'decimal'

/** Money times money is no money; what is divided by an amount is a share of it. */
const product: NumberRule = (a, b) => {
  if (a === 'money' || b === 'money') return a === b ? 'decimal' : 'money'
  return a === 'integer' && b === 'integer' ? 'integer' : 'decimal'
}
const quotient: NumberRule = (a, b) => (a === 'money' && b !== 'money' ? 'money' : 'decimal')

function arithmetic(
  name: string,
  rule: NumberRule,
  inSql: Operation['sql'],
  inValues: (a: Decimal, b: Decimal) => Decimal | null,
): Operation {
  return {
    name,
    takes: [2, 2],
    typeOf: (args) => numbersOf(args, rule),
    sql: inSql,
    value: ([a, b]) => inValues(numberIn(a), numberIn(b)),
  }
}

const plus = arithmetic(
  '+',
  common,
  ([a, b]) => sql`(${a} + ${b})`,
  (a, b) => a.plus(b),
)
const minus = arithmetic(
  '-',
  common,
  ([a, b]) => sql`(${a} - ${b})`,
  (a, b) => a.minus(b),
)

/** A day moved by whole days; beyond the years 1 to 9999 there is none. */
const movedDay = (day: Sql | undefined, days: Sql): Sql =>
  sql`(select date '0001-01-01' + v.n::int from (select (${day} - date '0001-01-01') + ${days} as n offset 0) v
    where v.n between 0 and ${raw(String(lastDay))})`

function movedDayValue(day: string, days: Decimal): string | null {
  const place = days.plus(daysBetween(firstDay, day))
  return place.lessThan(0) || place.greaterThan(lastDay) ? null : addDays(firstDay, place.toNumber())
}

/** Numbers; and a day and a number of days. */
const add: Operation = {
  ...plus,
  typeOf(args) {
    const day = args.findIndex(({ type }) => type === 'date')
    if (day < 0) return plus.typeOf(args)
    return args[1 - day]?.type === 'integer' ? 'date' : mismatch(1 - day, 'integer')
  },
  sql(args, types) {
    const [a, b] = args
    if (types[0] === 'date') return movedDay(a, sql`${b}`)
    return types[1] === 'date' ? movedDay(b, sql`${a}`) : plus.sql(args, types)
  },
  value(args, types) {
    const [a, b] = args
    if (types[0] === 'date') return movedDayValue(textIn(a), numberIn(b))
    return types[1] === 'date' ? movedDayValue(textIn(b), numberIn(a)) : plus.value(args, types)
  },
}

/** Numbers; a day and a number of days; the days from the second day to the first. */
const subtract: Operation = {
  ...minus,
  typeOf(args) {
    const [a, b] = args
    if (a?.type !== 'date') return minus.typeOf(args)
    if (b?.type === 'date') return 'integer'
    return b?.type === 'integer' ? 'date' : mismatch(1, 'date')
  },
  sql(args, types) {
    const [a, b] = args
    if (types[0] !== 'date') return minus.sql(args, types)
    return types[1] === 'date' ? sql`(${a} - ${b})::numeric` : movedDay(a, sql`(- ${b})`)
  },
  value(args, types) {
    const [a, b] = args
    if (types[0] !== 'date') return minus.value(args, types)
    if (types[1] === 'date') return new Exact(daysBetween(textIn(b), textIn(a)))
    return movedDayValue(textIn(a), numberIn(b).negated())
  },
}

/** PostgreSQL's own `/` keeps fewer places the longer its numbers are; `div` is exact, so it works on places made whole. */
const divide = arithmetic(
  '/',
  quotient,
  ([a, b]) => sql`round(div(${a} * 1e21, nullif(${b}, 0)) * 1e-21, ${raw(String(quotientPlaces))})`,
  (a, b) =>
    b.isZero()
      ? null
      : a.times('1e21').divToInt(b).times('1e-21').toDecimalPlaces(quotientPlaces, Decimal.ROUND_HALF_UP),
)

/** What is left of a division without places, with the sign of what is divided. */
const remainder = arithmetic(
  '%',
  common,
  ([a, b]) => sql`(${a} % nullif(${b}, 0))`,
  (a, b) => (b.isZero() ? null : a.minus(a.divToInt(b).times(b))),
)

function ofOne(
  name: string,
  rule: (type: FormulaType) => FormulaType,
  inSql: (a: Sql | undefined) => Sql,
  inValues: (a: Decimal) => Decimal,
): Operation {
  return {
    name,
    takes: [1, 1],
    typeOf: (args) => numbersOf(args, rule),
    sql: ([a]) => inSql(a),
    value: ([a]) => inValues(numberIn(a)),
  }
}

const same = (type: FormulaType): FormulaType => type
const whole = (type: FormulaType): FormulaType => (type === 'decimal' ? 'integer' : type)

/** Halves go away from zero. Without the second argument, or with 0, to a whole number. */
const round: Operation = {
  name: 'round',
  takes: [1, 2],
  typeOf([x, places]) {
    const type = numbersOf(x ? [x] : [], same)
    if (isMismatch(type) || !places) return isMismatch(type) ? type : whole(type)
    const count = places.literal
    if (!(count instanceof Decimal) || !count.isInteger() || count.greaterThan(quotientPlaces))
      return { argument: 1, code: 'wrong_places', expected: String(quotientPlaces) }
    return count.isZero() ? whole(type) : type
  },
  sql: ([x, places]) => (places ? sql`round(${x}, ${places}::int)` : sql`round(${x})`),
  value: ([x, places]) =>
    numberIn(x).toDecimalPlaces(places === undefined ? 0 : numberIn(places).toNumber(), Decimal.ROUND_HALF_UP),
}

/** The least or the greatest of those that are there. */
function extreme(name: 'min' | 'max', inSql: 'least' | 'greatest'): Operation {
  const first = (a: FormulaValue, b: FormulaValue): boolean => {
    const before = a instanceof Decimal && b instanceof Decimal ? a.lessThan(b) : textIn(a) < textIn(b)
    return name === 'min' ? before : !before
  }
  return {
    name,
    takes: [2, anyNumber],
    seesNothing: true,
    typeOf(args) {
      const type = commonOf(args.map((one) => one.type))
      if (type === 'date' || (type && isNumber(type))) return type
      return unlike(args, 'number', isNumber) ?? mismatch(0, 'number')
    },
    sql: (args) => sql`${raw(inSql)}(${join(args)})`,
    value: (args) =>
      args.reduce<FormulaValue>(
        (best, one) => (one !== null && (best === null || first(one, best)) ? one : best),
        null,
      ),
  }
}

export const arithmeticOperations: readonly Operation[] = [
  add,
  subtract,
  arithmetic(
    '*',
    product,
    ([a, b]) => sql`(${a} * ${b})`,
    (a, b) => a.times(b),
  ),
  divide,
  remainder,
  ofOne(
    'negate',
    same,
    (a) => sql`(- ${a})`,
    (a) => a.negated(),
  ),
  round,
  ofOne(
    'floor',
    whole,
    (a) => sql`floor(${a})`,
    (a) => a.floor(),
  ),
  ofOne(
    'ceil',
    whole,
    (a) => sql`ceil(${a})`,
    (a) => a.ceil(),
  ),
  ofOne(
    'abs',
    same,
    (a) => sql`abs(${a})`,
    (a) => a.abs(),
  ),
  // A share as hundredths: 0.25 is shown as 25 %.
  ofOne(
    'percent',
    () => 'percent',
    (a) => sql`(${a} * 100)`,
    (a) => a.times(100),
  ),
  extreme('min', 'least'),
  extreme('max', 'greatest'),
]
