import { columnHeads, type ImportMapping, objects, type TextConvention } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import type { FieldPlan, ImportPlan, PartPlan } from './import-plan.ts'
import { readRow } from './read-row.ts'

const spanish: TextConvention = {
  country: 'ES',
  currency: 'EUR',
  language: 'es',
  timeZone: 'Europe/Madrid',
  decimal: ',',
  dateOrder: 'dmy',
}

/** A plan as a checked setup makes it, for a single field. */
function planOf(object: keyof typeof objects, ...mappings: readonly ImportMapping[]): ImportPlan {
  const type = objects[object]
  const field = type.fields.get(mappings[0]?.field ?? '')
  if (!field) throw new Error('no such field')
  const part = (index: number): PartPlan => {
    const own = mappings.find((one) => (one.part ?? 0) === index)
    return {
      column: own?.column ?? null,
      constant: own?.column === null ? own.constant : undefined,
      replacements: new Map(Object.entries(own?.replacements ?? {})),
      factor: own?.factor,
    }
  }
  const plan: FieldPlan = {
    field,
    parts: columnHeads(field, 'en').map((_, index) => part(index)),
    reference: undefined,
    splits: false,
  }
  const format = {
    encoding: 'utf-8',
    delimiter: ',',
    quote: '"',
    decimal: ',',
    dateOrder: 'dmy',
    header: true,
  } as const
  return {
    object: type,
    setup: { object, format, mapping: mappings },
    fields: [plan],
    updateBy: undefined,
    companions: [],
    required: [],
  }
}

const read = (cells: readonly string[], ...mappings: readonly ImportMapping[]) =>
  readRow(planOf('account', ...mappings), cells, spanish)

describe('a row becomes values', () => {
  test.each<[string, readonly string[], readonly ImportMapping[], unknown]>([
    ['a text', [' Acme '], [{ column: 0, field: 'name' }], { name: 'Acme' }],
    ['nothing for an empty cell', [' '], [{ column: 0, field: 'name' }], {}],
    ['nothing for a cell that is not there', [], [{ column: 3, field: 'name' }], {}],
    [
      'a repaired word',
      ['technolgy'],
      [{ column: 0, field: 'sector', replacements: { technolgy: 'technology' } }],
      { sector: 'technology' },
    ],
    [
      'nothing for a word that is to be left out',
      ['n/a'],
      [{ column: 0, field: 'sector', replacements: { 'n/a': null } }],
      {},
    ],
    [
      'an amount in millions',
      ['1,5'],
      [{ column: 0, field: 'revenue', factor: 1_000_000 }],
      { revenue: { minor: 150_000_000, currency: 'EUR' } },
    ],
    [
      'an amount in thousands with its currency',
      ['2,5 USD'],
      [{ column: 0, field: 'revenue', factor: 1_000 }],
      { revenue: { minor: 250_000, currency: 'USD' } },
    ],
    [
      'an amount and its currency',
      ['7', 'usd'],
      [
        { column: 0, field: 'revenue' },
        { column: 1, field: 'revenue', part: 1 },
      ],
      { revenue: { minor: 700, currency: 'USD' } },
    ],
    [
      'an amount of a fixed currency',
      ['7'],
      [
        { column: 0, field: 'revenue' },
        { column: null, field: 'revenue', part: 1, constant: 'USD' },
      ],
      { revenue: { minor: 700, currency: 'USD' } },
    ],
    [
      'an address of some parts',
      ['Tartu', 'Eesti'],
      [
        { column: 0, field: 'address', part: 2 },
        { column: 1, field: 'address', part: 4 },
      ],
      { address: { city: 'Tartu', country: 'EE' } },
    ],
    ['a constant of the API', [], [{ column: null, field: 'tags', constant: ['a', 'b'] }], { tags: ['a', 'b'] }],
    [
      'a constant as people write it',
      [],
      [{ column: null, field: 'employees', constant: '1.200' }],
      { employees: 1200 },
    ],
    ['a text without the apostrophe of an export', ["'=1+1"], [{ column: 0, field: 'name' }], { name: '=1+1' }],
  ])('%s', (_what, cells, mappings, values) => {
    expect(read(cells, ...mappings)).toEqual({ values, references: [], companions: [], problems: [] })
  })

  test.each<[readonly string[], readonly ImportMapping[], unknown]>([
    [['many'], [{ column: 0, field: 'employees' }], { field: 'employees', value: 'many', code: 'not_a_number' }],
    [
      ['many'],
      [{ column: 0, field: 'revenue', factor: 1_000 }],
      { field: 'revenue', value: 'many', code: 'not_an_amount' },
    ],
    [
      ['-1'],
      [{ column: 0, field: 'employees' }],
      { field: 'employees', value: '-1', code: 'too_small', details: { minimum: 0 } },
    ],
    [
      ['Manila', 'Philipines'],
      [
        { column: 0, field: 'address', part: 2 },
        { column: 1, field: 'address', part: 4 },
      ],
      { field: 'address', value: 'Philipines', code: 'not_a_country' },
    ],
  ])('%j is refused with its reason', (cells, mappings, problem) => {
    expect(read(cells, ...mappings).problems).toEqual([problem])
  })
})
