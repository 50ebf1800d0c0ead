import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { daysOf, groupFields, groupFilter, groupingOf, visibleText } from './grouping.ts'

function field(name: string, kind: string, takes?: string): MetadataField {
  const operators = takes ? [{ name: 'is', takes }] : []
  return { name, kind, label: name, groupable: true, hidden: false, operators, aggregates: [] } as never
}

const object = {
  title: 'name',
  fields: [
    field('name', 'text', 'value'),
    field('stage', 'reference', 'value'),
    field('town', 'text', 'text'),
    field('closeOn', 'date', 'value'),
    field('createdAt', 'dateTime'),
    { ...field('amount', 'money', 'value'), groupable: false },
  ],
} as unknown as MetadataObject

test('a list is grouped by every field that is declared so, its title among them', () => {
  expect(groupFields(object).map(({ name }) => name)).toEqual(['name', 'stage', 'town', 'closeOn', 'createdAt'])
})

test.each([
  ['stage', 'stage'],
  ['stage:month', 'stage'],
  ['closeOn', 'closeOn:month'],
  ['closeOn:year', 'closeOn:year'],
  ['createdAt:fortnight', 'createdAt:month'],
  ['town', 'town'],
  ['amount', undefined],
  ['', undefined],
  [undefined, undefined],
])('the address “%s” groups by %s', (address, name) => {
  expect(groupingOf(object, address)?.name).toBe(name)
})

test('a text of blanks alone can be seen', () => {
  expect(['Tartu ', '', '  '].map(visibleText)).toEqual(['Tartu ', '""', '"  "'])
})

test.each([
  ['day', '2026-02-28', '2026-02-28', '2026-03-01'],
  ['week', '2026-W01', '2025-12-29', '2026-01-05'],
  ['week', '2020-W53', '2020-12-28', '2021-01-04'],
  ['month', '2026-12', '2026-12-01', '2027-01-01'],
  ['quarter', '2026-Q4', '2026-10-01', '2027-01-01'],
  ['year', '2026', '2026-01-01', '2027-01-01'],
] as const)('the days of the %s %s', (part, key, from, until) => {
  expect(daysOf(part, key)).toEqual([from, until])
})

const grouping = (address: string) => {
  const found = groupingOf(object, address)
  if (!found) throw new Error(`no grouping by ${address}`)
  return found
}

test('the records of a group are found by its value, of dates by its days, of instants by those in the zone', () => {
  expect(groupFilter(grouping('stage'), null, 'UTC')).toEqual({ field: 'stage', op: 'is_empty' })
  expect(groupFilter(grouping('stage'), 'a', 'UTC')).toEqual({ field: 'stage', op: 'is', value: 'a' })
  expect(groupFilter(grouping('town'), 'a, "b"', 'UTC')).toEqual({ field: 'town', op: 'is', value: 'a, "b"' })
  expect(groupFilter(grouping('closeOn'), '2026-03', 'UTC')).toEqual({
    and: [
      { field: 'closeOn', op: 'at_least', value: '2026-03-01' },
      { field: 'closeOn', op: 'less', value: '2026-04-01' },
    ],
  })
  expect(groupFilter(grouping('createdAt'), '2026-03', 'Europe/Madrid')).toEqual({
    and: [
      { field: 'createdAt', op: 'at_least', value: '2026-02-28T23:00:00.000Z' },
      { field: 'createdAt', op: 'less', value: '2026-03-31T22:00:00.000Z' },
    ],
  })
})
