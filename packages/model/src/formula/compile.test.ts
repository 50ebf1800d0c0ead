import { describe, expect, test } from 'vitest'
import { compileFormula, type FormulaScope, formulaFunctions } from './compile.ts'
import { outcomeValue } from './outcome.ts'
import { Exact, type FormulaType, type FormulaValue } from './value.ts'

const types = new Map<string, FormulaType>(
  Object.entries({
    amount: 'money',
    cost: 'money',
    probability: 'percent',
    seats: 'integer',
    weight: 'decimal',
    name: 'text',
    city: 'text',
    open: 'boolean',
    closeOn: 'date',
    'account.employees': 'integer',
  }),
)
const scope: FormulaScope = {
  fieldAt: (path) => {
    const type = types.get(path.join('.'))
    return type ? { type } : path[0] === 'notes' ? 'unusable_field' : 'unknown_field'
  },
}

const record: Readonly<Record<string, FormulaValue>> = {
  amount: new Exact('1000'),
  cost: new Exact('640.5'),
  probability: new Exact('25'),
  seats: new Exact('3'),
  weight: new Exact('0.1'),
  name: 'Forn Sa Pobla',
  city: null,
  open: true,
  closeOn: '2026-03-31',
  'account.employees': new Exact('12'),
}

function result(text: string): readonly [type: FormulaType, value: unknown] {
  const found = compileFormula(text, scope)
  if (!found.ok) throw new Error(JSON.stringify(found.problem))
  const { type } = found.formula
  const value = found.formula.value({ today: '2026-03-01', field: (path) => record[path.join('.')] ?? null })
  return [type, outcomeValue(type, value, 'EUR')]
}

function problem(text: string) {
  const found = compileFormula(text, scope)
  if (found.ok) throw new Error(`${text} is a good formula`)
  const { code, at, length, found: seen, expected } = found.problem
  return [code, at, length, ...(seen === undefined ? [] : [seen]), ...(expected === undefined ? [] : [expected])]
}

describe('a formula gives', () => {
  test.each([
    ['1 + 2 * 3', 'integer', 7],
    ['(1 + 2) * 3', 'integer', 9],
    ['10 - 4 - 3', 'integer', 3],
    ['2 * -3', 'integer', -6],
    ['weight + 0.2', 'decimal', '0.3'],
    ['1 / 3', 'decimal', '0.333333'],
    ['1 / 3 * 3', 'decimal', '1'],
    ['seats / 0', 'decimal', null],
    ['-7 % 3', 'integer', -1],
    ['round(2.5)', 'integer', 3],
    ['round(-2.5)', 'integer', -3],
    ['round(1.005, 2)', 'decimal', '1.01'],
    ['floor(-0.5)', 'integer', -1],
    ['min(seats, 2, 5)', 'integer', 2],
    ['999999999 * 999999999', 'integer', null],
    ['account.employees / seats', 'decimal', '4'],
    ['amount * probability / 100', 'money', { minor: 25_000, currency: 'EUR' }],
    ['amount - cost', 'money', { minor: 35_950, currency: 'EUR' }],
    ['amount / 3', 'money', { minor: 33_333, currency: 'EUR' }],
    ['percent((amount - cost) / amount)', 'percent', 35.95],
    ['cost / amount', 'decimal', '0.6405'],
    ['closeOn - today()', 'integer', 30],
    ['closeOn + 1', 'date', '2026-04-01'],
    ['date("2024-02-28") + 1', 'date', '2024-02-29'],
    ['date("9999-12-31") + 1', 'date', null],
    ['year(closeOn) * 100 + month(closeOn)', 'integer', 202_603],
    ['upper(left(name, 4)) & "-" & seats', 'text', 'FORN-3'],
    ['name & " (" & city & ")"', 'text', 'Forn Sa Pobla ()'],
    ['"say ""hi"""', 'text', 'say "hi"'],
    ['length("😀a")', 'integer', 2],
    ['trim("  ")', 'text', null],
    ['contains(name, "Sa")', 'boolean', true],
    ['if(open and seats >= 3, "big", "small")', 'text', 'big'],
    ['if(city = "Palma", 1)', 'integer', null],
    ['coalesce(city, "unknown")', 'text', 'unknown'],
    ['blank(city) and not blank(name)', 'boolean', true],
    ['city = "x" or open', 'boolean', true],
    ['city = "x" and open', 'boolean', null],
    ['NOT open OR False', 'boolean', false],
  ])('%s', (text, type, value) => expect(result(text)).toEqual([type, value]))
})

describe('what is wrong is told with its place', () => {
  test.each([
    ['', ['empty_formula', 0, 0]],
    ['   ', ['empty_formula', 0, 0]],
    ['1 +', ['unfinished', 3, 0]],
    ['(1 + 2', ['unfinished', 6, 0]],
    ['1 2', ['unexpected', 2, 1, '2']],
    ['1 < 2 < 3', ['unexpected', 6, 1, '<']],
    ['and 1', ['unexpected', 0, 3, 'and']],
    ['1 $ 2', ['unknown_sign', 2, 1, '$']],
    ['1 😀 2', ['unknown_sign', 2, 2, '😀']],
    ['name & "x', ['unclosed_text', 7, 2]],
    ['"a\u0000"', ['refused_text', 0, 4]],
    [`1${'0'.repeat(30)}`, ['number_too_long', 0, 31]],
    ['seats + wheight', ['unknown_field', 8, 7, 'wheight']],
    ['length(notes)', ['unusable_field', 7, 5, 'notes']],
    ['sum(seats)', ['unknown_function', 0, 3, 'sum']],
    ['round()', ['wrong_count', 0, 5, 'round', '1–2']],
    ['today(1)', ['wrong_count', 0, 5, 'today', '0']],
    ['round(weight, seats)', ['wrong_places', 14, 5, 'integer', '20']],
    ['date("2026-02-30")', ['wrong_day', 5, 12, 'text']],
    ['seats + name', ['wrong_type', 8, 4, 'text', 'number']],
    ['name & open', ['wrong_type', 7, 4, 'boolean', 'text']],
    ['closeOn + weight', ['wrong_type', 10, 6, 'decimal', 'integer']],
    ['if(seats, 1, 2)', ['wrong_type', 3, 5, 'integer', 'boolean']],
    ['if(open, 1, name)', ['types_differ', 12, 4, 'text']],
    ['coalesce(seats, weight, name)', ['types_differ', 24, 4, 'text']],
    ['seats = name', ['types_differ', 8, 4, 'text']],
    ['name < city', ['not_ordered', 0, 4, 'text']],
    ['city = ""', ['compared_with_nothing', 7, 2, 'text']],
  ])('%s', (text, told) => expect(problem(text)).toEqual(told))
})

test('hostile formulas end at their bounds', () => {
  expect(problem('x'.repeat(2_001))[0]).toBe('formula_too_long')
  expect(problem('('.repeat(2_000))[0]).toBe('formula_too_deep')
  expect(problem('-'.repeat(2_000))[0]).toBe('formula_too_deep')
  expect(problem(`${'not '.repeat(500)}`)[0]).toBe('formula_too_deep')
  expect(problem(Array.from({ length: 400 }, () => '1').join('+'))[0]).toBe('formula_too_large')
  expect(problem(`max(${Array.from({ length: 21 }, () => '1').join(',')})`)[0]).toBe('wrong_count')
  expect(problem('__proto__')[0]).toBe('unknown_field')
  expect(problem('constructor(1)')[0]).toBe('unknown_function')
})

test('a formula tells which fields it uses, each once, and whether the day matters', () => {
  const found = compileFormula('amount + if(closeOn < today(), amount, cost * account.employees)', scope)
  expect(found.ok && found.formula.uses).toEqual([['amount'], ['closeOn'], ['cost'], ['account', 'employees']])
  expect(found.ok && found.formula.usesToday).toBe(true)
})

test('every function is offered', () => {
  expect(formulaFunctions.join(' ')).toBe(
    'abs blank ceil coalesce concat contains date day floor if left length lower max min month number percent right round today trim upper year',
  )
})
