import { fieldTypes } from '@tendero/model'
import { expect, test } from 'vitest'
import { kindOf } from './index.ts'

const euros = (minor: number) => minor
const sampled = [...fieldTypes.values()].filter((type) => type.sample !== undefined && !type.derive)

test.each(sampled.map((type) => [type.kind, type] as const))('%s compares as its columns do', (kind, type) => {
  const columns = type.toColumns(type.sample as never, euros)
  expect(kindOf({ kind }).compared(type.sample, 'EUR')).toEqual(columns[type.orderColumn ?? 0])
})

test('what is not there compares as nothing', () => {
  for (const kind of fieldTypes.keys()) expect(kindOf({ kind }).compared(null, 'EUR')).toBeNull()
})

test('an amount of another currency is left to the server, and what is being typed is no number yet', () => {
  expect(kindOf({ kind: 'money' }).compared({ minor: 100, currency: 'USD' }, 'EUR')).toBeNull()
  expect(kindOf({ kind: 'money' }).compared({ minor: 100, currency: 'EUR' }, 'EUR')).toBe(100)
})
