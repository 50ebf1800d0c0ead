import { type Random, random } from '../src/platform/random.ts'

/** Types that formulas are made of at random; percent and money are numbers of their own. */
export type MadeType = 'integer' | 'decimal' | 'percent' | 'money' | 'text' | 'boolean' | 'date'

/** The fields that made-up formulas name: two of each type. */
export const madeFields: readonly (readonly [name: string, type: MadeType])[] = (
  ['integer', 'decimal', 'percent', 'money', 'text', 'boolean', 'date'] as const
).flatMap((type) => [[`${type}A`, type] as const, [`${type}B`, type] as const])

const letters = ['a', 'b', 'Z', ' ', ' ', '\t', 'ß', 'é', 'İ', 'Σ', 'õ', 'ñ', '7', '-', '日', '😀', '%', '\\', "'", '"']

/** Formulas that are well typed, each made of the same seed every time. */
export function formulaMaker(seed: number): { formula(type: MadeType): string; value(type: MadeType): string | null } {
  const dice = random(seed)
  return { formula: (type) => made(dice, type, dice.between(1, 4)), value: (type) => value(dice, type) }
}

function words(dice: Random): string {
  return Array.from({ length: dice.between(1, 6) }, () => dice.pick(letters)).join('')
}

function digits(dice: Random): string {
  const whole = String(dice.between(0, dice.pick([1, 9, 99, 99_999, 999_999_999])))
  return dice.chance(0.5) ? whole : `${whole}.${dice.between(0, 999_999)}`
}

function day(dice: Random): string {
  const year = dice.pick(['0001', '1999', '2000', '2024', '2026', '9999'])
  return `${year}-${dice.pick(['01', '02', '12'])}-${dice.pick(['01', '28', '15'])}`
}

/** A value of a field, as PostgreSQL reads it from text; often nothing, often zero. */
function value(dice: Random, type: MadeType): string | null {
  if (dice.chance(0.15)) return null
  const sign = dice.chance(0.4) ? '-' : ''
  switch (type) {
    case 'integer':
    case 'money':
      return dice.chance(0.2) ? '0' : `${sign}${dice.between(1, dice.pick([5, 1_000, 9_007_199_254_740_991]))}`
    case 'decimal':
    case 'percent':
      return dice.chance(0.15) ? '0' : `${sign}${digits(dice)}`
    case 'text':
      return words(dice)
    case 'boolean':
      return String(dice.chance(0.5))
    case 'date':
      return day(dice)
  }
}

function field(dice: Random, type: MadeType): string {
  return `${type}${dice.pick(['A', 'B'])}`
}

function made(dice: Random, type: MadeType, depth: number): string {
  if (depth === 0 || dice.chance(0.1)) return leaf(dice, type)
  const inner = (of: MadeType): string => made(dice, of, depth - 1)
  const any = dice.pick([
    () => `if(${inner('boolean')}, ${inner(type)}${dice.chance(0.7) ? `, ${inner(type)}` : ''})`,
    () => `coalesce(${inner(type)}, ${inner(type)})`,
  ])
  if (dice.chance(0.15)) return any()
  return dice.pick(ways[type])(dice, inner)
}

type Way = (dice: Random, inner: (of: MadeType) => string) => string

const numbers = ['integer', 'decimal', 'percent', 'money'] as const
const someNumber: Way = (dice, inner) => inner(dice.pick(numbers))
const extremes = (type: MadeType): readonly Way[] => [
  (dice, inner) => `${dice.pick(['min', 'max'])}(${inner(type)}, ${inner(type)})`,
]
const sameType = (type: MadeType): readonly Way[] => [
  (dice, inner) => `(${inner(type)} ${dice.pick(['+', '-', '%'])} ${inner(type)})`,
  (dice, inner) => `${dice.pick(['abs', '-'])}(${inner(type)})`,
  (dice, inner) => `round(${inner(type)}, ${dice.between(1, 8)})`,
  ...extremes(type),
]

const ways: Readonly<Record<MadeType, readonly Way[]>> = {
  integer: [
    ...sameType('integer'),
    (_dice, inner) => `(${inner('integer')} * ${inner('integer')})`,
    (dice, inner) => `${dice.pick(['round', 'floor', 'ceil'])}(${inner('decimal')})`,
    (_dice, inner) => `length(${inner('text')})`,
    (_dice, inner) => `(${inner('date')} - ${inner('date')})`,
    (dice, inner) => `${dice.pick(['year', 'month', 'day'])}(${inner('date')})`,
  ],
  decimal: [
    ...sameType('decimal'),
    (dice, inner) => `(number(${someNumber(dice, inner)}) / ${inner('decimal')})`,
    (dice, inner) => `(${inner(dice.pick(['integer', 'decimal', 'percent']))} / ${inner('money')})`,
    (dice, inner) => `(${inner('money')} ${dice.pick(['/', '*'])} ${inner('money')})`,
    (_dice, inner) => `(${inner('integer')} / ${inner('integer')})`,
    (_dice, inner) => `(${inner('percent')} * ${inner('decimal')})`,
    (_dice, inner) => `number(${inner('money')})`,
  ],
  percent: [...sameType('percent'), (dice, inner) => `percent(${someNumber(dice, inner)})`],
  money: [
    ...sameType('money'),
    (dice, inner) => `(${inner('money')} ${dice.pick(['*', '/', '+'])} ${inner('decimal')})`,
    (_dice, inner) => `round(${inner('money')})`,
  ],
  text: [
    (dice, inner) => `(${inner('text')} & ${inner(dice.pick(['text', 'date', ...numbers]))})`,
    (dice, inner) => `concat(${inner('text')}, ${someNumber(dice, inner)}, ${inner('text')})`,
    (dice, inner) => `${dice.pick(['upper', 'lower', 'trim'])}(${inner('text')})`,
    (dice, inner) => `${dice.pick(['left', 'right'])}(${inner('text')}, ${inner('integer')})`,
    (dice, inner) => `${dice.pick(['left', 'right'])}(${inner('text')}, ${dice.between(0, 4)})`,
  ],
  boolean: [
    (dice, inner) => `(${someNumber(dice, inner)} ${comparison(dice)} ${someNumber(dice, inner)})`,
    (dice, inner) => `(${inner('date')} ${comparison(dice)} ${inner('date')})`,
    (dice, inner) => `(${inner('text')} ${dice.pick(['=', '<>'])} ${inner('text')})`,
    (dice, inner) => `(${inner('boolean')} ${dice.pick(['and', 'or', '=', '<>'])} ${inner('boolean')})`,
    (_dice, inner) => `(not ${inner('boolean')})`,
    (dice, inner) => `blank(${inner(dice.pick(['text', 'date', 'boolean', ...numbers]))})`,
    (_dice, inner) => `contains(${inner('text')}, ${inner('text')})`,
  ],
  date: [
    (dice, inner) => `(${inner('date')} ${dice.pick(['+', '-'])} ${inner('integer')})`,
    (_dice, inner) => `(${inner('integer')} + ${inner('date')})`,
    ...extremes('date'),
  ],
}

function comparison(dice: Random): string {
  return dice.pick(['=', '<>', '!=', '<', '<=', '>', '>='])
}

function leaf(dice: Random, type: MadeType): string {
  if (dice.chance(0.6)) return field(dice, type)
  switch (type) {
    case 'integer':
      return String(dice.between(0, dice.pick([3, 1_000, 999_999_999])))
    case 'decimal':
      return `${dice.between(0, 99)}.${dice.between(0, 999)}`
    case 'text':
      return `"${words(dice).replaceAll('"', '""')}x"`
    case 'boolean':
      return dice.pick(['true', 'false', 'TRUE'])
    case 'date':
      return dice.pick(['today()', `date("${day(dice)}")`])
    case 'percent':
    case 'money':
      return field(dice, type)
  }
}
