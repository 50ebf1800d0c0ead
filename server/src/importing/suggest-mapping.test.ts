import { columnHeads, type Field, languages, objects } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { headerKey, knownWords, suggestMapping } from './suggest-mapping.ts'

const columns = (names: readonly string[]) => names.map((name, index) => ({ index, name, samples: [] }))
const fillable = ({ options, system }: Field) => !options.computed && !system
const suggested = (object: keyof typeof objects, names: readonly string[]) =>
  Object.fromEntries(
    suggestMapping(objects[object], fillable, columns(names)).map(({ column, field, part = 0 }) => [
      names[column ?? -1],
      part > 0 ? `${field}/${part}` : field,
    ]),
  )

describe('a mapping is suggested', () => {
  test.each(languages)('for the labels of every field, in %s', (language) => {
    const fields = [...objects.account.fields.values()].filter((field) => fillable(field) && !field.options.hidden)
    const heads = fields.flatMap((field) =>
      columnHeads(field, language).map((head, part) => [head, part > 0 ? `${field.name}/${part}` : field.name]),
    )
    expect(
      suggested(
        'account',
        heads.map(([head = '']) => head),
      ),
    ).toEqual(Object.fromEntries(heads))
  })

  test('for the columns of a real pipeline', () => {
    expect(
      suggested('opportunity', [
        'opportunity_id',
        'sales_agent',
        'product',
        'account',
        'deal_stage',
        'engage_date',
        'close_date',
        'close_value',
      ]),
    ).toEqual({
      opportunity_id: 'externalId',
      sales_agent: 'owner',
      account: 'account',
      deal_stage: 'stage',
      engage_date: 'openedOn',
      close_date: 'closeOn',
      close_value: 'amount',
    })
    expect(
      suggested('account', [
        'account',
        'sector',
        'year_established',
        'revenue',
        'employees',
        'office_location',
        'subsidiary_of',
      ]),
    ).toEqual({
      account: 'name',
      sector: 'sector',
      year_established: 'establishedIn',
      revenue: 'revenue',
      employees: 'employees',
      office_location: 'address/4',
      subsidiary_of: 'parent',
    })
  })

  test('for what refers to other records, by name or by id', () => {
    expect(suggested('opportunity_line', ['opportunity_id', 'product', 'quantity', 'unit_price'])).toEqual({
      opportunity_id: 'opportunity',
      product: 'product',
      quantity: 'quantity',
      unit_price: 'unitPrice',
    })
    expect(suggested('contact', ['First name', 'account_id', 'contact_id'])).toEqual({
      'First name': 'firstName',
      account_id: 'account',
      contact_id: 'externalId',
    })
  })

  test('with each field filled once, the surer column first', () => {
    expect(suggested('account', ['company', 'Name', 'name'])).toEqual({ Name: 'name' })
    expect(suggested('account', ['', 'nonsense'])).toEqual({})
  })
})

test('columns are recognised the next time by their names in order', () => {
  expect(headerKey(columns(['Name', 'Código']))).toBe(headerKey(columns(['name', 'CODIGO'])))
  expect(headerKey(columns(['a', 'b']))).not.toBe(headerKey(columns(['b', 'a'])))
  expect(knownWords(objects.account, fillable).has('nimi')).toBe(true)
})
