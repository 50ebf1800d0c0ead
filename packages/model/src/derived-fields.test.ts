import { describe, expect, test } from 'vitest'
import { defineObject, type ObjectType } from './define-object.ts'
import { deriveFields } from './derived-fields.ts'
import type { Field, FieldDefinition, RollUp } from './field-type.ts'
import { date } from './fields/date.ts'
import { formula as formulaField } from './fields/formula.ts'
import { money } from './fields/money.ts'
import { ref } from './fields/reference.ts'
import { rollUp as rollUpField } from './fields/roll-up.ts'
import { text } from './fields/text.ts'

const label = ['a', 'b', 'c'] as const
const formula = (expression: string) => formulaField({ label, formula: expression })
const rollUp = (options: RollUp) => rollUpField({ label, rollUp: options })

function object(name: string, fields: Record<string, FieldDefinition>): ObjectType {
  return defineObject({
    name,
    collection: `${name}s`,
    label: { en: ['', ''], es: ['', ''], et: ['', '', ''] },
    icon: 'box',
    fields: { name: text({ label }), ...fields },
    title: 'name',
    list: [],
    owned: false,
    access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
  })
}

/** Customers and their deals, with further fields of either. */
function derived(place: string, customer: Record<string, FieldDefinition>, deal: Record<string, FieldDefinition> = {}) {
  const objects = [
    object('customer', customer),
    object('deal', { customer: ref('customer', { label }), amount: money({ label }), due: date({ label }), ...deal }),
  ]
  const [name = '', field = ''] = place.split('.')
  const found = deriveFields(new Map(objects.map((one) => [one.name, one])))
    .get(name)
    ?.fields.get(field)
  if (!found) throw new Error(place)
  return found
}

function shown({ type, problem, derivation }: Field) {
  return { result: type.result, sortable: type.sortable, problem: problem?.code, ...derivation }
}

describe('a formula', () => {
  test('is of the type that comes out, is computed, and tells of all that it is made of', () => {
    const field = derived(
      'deal.twice',
      { code: text({ label }) },
      {
        fee: formula('amount * 0.1'),
        twice: formula('if(blank(customer.code), fee, fee * 2)'),
      },
    )
    expect(shown(field)).toMatchObject({ result: 'money', sortable: true, onlyShown: false, stored: false })
    expect(field.options).toMatchObject({ computed: true, required: false })
    expect(field.options.tells).toEqual(['deal.customer', 'customer.code', 'deal.fee', 'deal.amount'])
  })

  test('that leads back to itself is refused wherever one begins', () => {
    const fields = { a: formula('b + 1'), b: formula('c + 1'), c: formula('a + 1') }
    for (const name of ['a', 'b', 'c']) expect(shown(derived(`deal.${name}`, {}, fields)).problem).toBe('circular')
    expect(shown(derived('deal.a', {}, { a: formula('customer.name & a') })).problem).toBe('circular')
  })

  test('has no value when one that it uses has none, and cannot be asked about', () => {
    const field = derived('deal.b', {}, { a: formula('nowhere'), b: formula('a + 1') })
    expect(shown(field)).toMatchObject({ problem: 'broken_field', sortable: false })
    expect(field.type.operators).toEqual([])
  })

  test('that uses many others is bounded as a whole', () => {
    const doubled = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `f${index}`,
        formula(index === 0 ? '1' : `f${index - 1} + f${index - 1}`),
      ]),
    )
    expect(shown(derived('deal.f7', {}, doubled)).problem).toBeUndefined()
    expect(shown(derived('deal.f8', {}, doubled)).problem).toBe('formula_too_large')
    expect(shown(derived('deal.f9', {}, doubled)).problem).toBe('broken_field')
  })
})

describe('a roll-up', () => {
  const sum: RollUp = { of: 'deal.customer', measure: 'sum', field: 'amount' }

  test('is only shown, and so is a formula made of it; kept it is a field like any other', () => {
    expect(shown(derived('customer.worth', { worth: rollUp(sum) }))).toMatchObject({
      result: 'money',
      sortable: false,
      onlyShown: true,
    })
    const half = { worth: rollUp(sum), half: formula('worth / 2') }
    expect(shown(derived('customer.half', half))).toMatchObject({ sortable: false, onlyShown: true })
    expect(shown(derived('customer.worth', { worth: rollUp({ ...sum, kept: true }) }))).toMatchObject({
      sortable: true,
      stored: true,
      keptOver: 'deal',
    })
  })

  test('is of the measured type; how many there are is a whole number, an average of days there is not', () => {
    const result = (options: RollUp) => shown(derived('customer.x', { x: rollUp(options) }))
    expect(result({ of: 'deal.customer', measure: 'count' })).toMatchObject({ result: 'integer' })
    expect(result({ of: 'deal.customer', measure: 'min', field: 'due' })).toMatchObject({ result: 'date' })
    expect(result({ of: 'deal.customer', measure: 'average', field: 'due' })).toMatchObject({
      problem: 'unusable_field',
    })
  })

  test('tells of the fields of its filter, along references too', () => {
    const filter = {
      and: [
        { field: 'due', op: 'is_empty' },
        { field: 'customer.name', op: 'is', value: 'x' },
      ],
    }
    const field = derived('customer.worth', { worth: rollUp({ ...sum, filter }) })
    expect(field.options.tells).toEqual(['deal.customer', 'deal.due', 'customer.name', 'deal.amount'])
  })

  test.each([
    ['a path', { field: 'customer.name', op: 'is', value: 'x' }],
    ['a period', { field: 'due', op: 'in', value: 'this_month' }],
    ['today', { not: { field: 'due', op: 'less', value: 'today-3' } }],
    ['other records', { some: 'deal.customer' }],
    ['a formula', { field: 'fee', op: 'greater', value: 1 }],
  ])('that is kept does not hang on %s', (_what, filter) => {
    const worth = (kept: boolean) =>
      shown(derived('customer.worth', { worth: rollUp({ ...sum, filter, kept }) }, { fee: formula('amount * 2') }))
    expect(worth(true).problem).toBe('unusable_field')
    expect(worth(false).problem).toBeUndefined()
  })
})
