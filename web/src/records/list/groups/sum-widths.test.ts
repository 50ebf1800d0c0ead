import type { MetadataField } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { formatFor } from '../../../kernel/format.ts'
import { columnStyle } from '../column-widths.ts'
import { sumWidths } from './sum-widths.ts'

const field = (name: string, kind: string) => ({ name, kind, label: name }) as MetadataField
const columns = [field('name', 'text'), field('amount', 'money'), field('employees', 'integer')]
const spanish = { format: formatFor('es', 'Europe/Madrid'), baseCurrency: 'EUR' }

/** The tracks of a grid beside its check box. */
function tracks(set: Readonly<Record<string, number>>, ...sums: Parameters<typeof sumWidths>[1]) {
  const style = columnStyle(columns, set, sumWidths(columns, sums, spanish))
  return Object(style)['--columns'].replace(/^44px /, '')
}

test.each([
  ['no sums', [], 120],
  ['short ones', [{ amount: 10_00 }, { amount: null }], 120],
  ['a total of eight figures', [{ amount: 12_966_528_00 }], 150],
  ['a group that is longer than the total', [{ amount: 1_00 }, { amount: -112_966_528_00 }], 170],
])('the column of an amount with %s', (_what, sums, width) => {
  expect(tracks({}, ...sums)).toBe(`minmax(220px, 220fr) minmax(${width}px, ${width}fr) minmax(110px, 110fr)`)
})

test('counts take less than amounts, and a width that was set by hand stays', () => {
  const sums = { amount: 12_966_528_00, employees: 1_234_567_890 }
  expect(tracks({ amount: 90 }, sums)).toBe('minmax(220px, 220fr) 90px minmax(135px, 135fr)')
})
