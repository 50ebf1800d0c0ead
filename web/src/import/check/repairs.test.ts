import type { ImportSetup } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { repaired, repairFor, withoutRepair, withRepair } from './repairs.ts'

const setup: ImportSetup = {
  object: 'opportunity',
  format: { encoding: 'utf-8', delimiter: ',', quote: '"', decimal: '.', dateOrder: 'ymd', header: true },
  mapping: [
    { column: 0, field: 'product', replacements: { GTK: 'GTK 500' } },
    { column: 1, field: 'account' },
  ],
}

test('repairs join those made before, and other fields stay as they are', () => {
  const repairs = withRepair([], { field: 'product', value: 'GTXPro', instead: 'GTX Pro' })
  expect(repaired(setup, repairs, new Set()).mapping).toEqual([
    { column: 0, field: 'product', replacements: { GTK: 'GTK 500', GTXPro: 'GTX Pro' } },
    { column: 1, field: 'account' },
  ])
})

test('what is missing can be made', () => {
  expect(repaired(setup, [], new Set(['account'])).mapping[1]).toEqual({ column: 1, field: 'account', create: true })
})

test('a repair can be changed and taken back', () => {
  const first = withRepair([], { field: 'product', value: 'x', instead: 'y' })
  const second = withRepair(first, { field: 'product', value: 'x', instead: null })
  expect(second).toEqual([{ field: 'product', value: 'x', instead: null }])
  expect(repairFor(second, { field: 'product', value: 'x' })).toMatchObject({ instead: null })
  expect(withoutRepair(second, { field: 'product', value: 'x' })).toEqual([])
})
