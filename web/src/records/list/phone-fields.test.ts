import type { MetadataField } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { phoneFields } from './phone-fields.ts'

const columns = ['name', 'state', 'phone', 'price', 'day'].map(
  (name) => ({ name, kind: 'text', label: name }) as MetadataField,
)
const row = (values: object) => ({ id: '1', version: 1, createdAt: '', updatedAt: '', ...values })

test('a list on a phone shows the columns that are mostly filled, in their order, the same in every row', () => {
  const rows = [
    row({ state: 'a', price: '1', day: '2' }),
    row({ state: 'b', price: '1' }),
    row({ day: '3', state: 'c' }),
  ]
  expect(phoneFields(columns, rows).map(({ name }) => name)).toEqual(['state', 'price', 'day'])
  expect(phoneFields(columns, [row({}), row({ day: '1' })]).map(({ name }) => name)).toEqual([
    'state',
    'phone',
    'price',
  ])
  expect(phoneFields(columns.slice(0, 2), []).map(({ name }) => name)).toEqual(['state'])
})
