import { expect, test } from 'vitest'
import { numberKind } from '../formats/workbook/number-format.ts'
import { readPoints } from './companions.ts'

/** Milliseconds; what goes back over a text of this length takes many times that. */
const patience = 1_000
const length = 100_000

function timed(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

test('a cell of ways to reach somebody is read in proportion to its length', () => {
  for (const text of [`a${' '.repeat(length)}b`, '('.repeat(length), `${'( '.repeat(length)}x`])
    expect(timed(() => readPoints(text))).toBeLessThan(patience)
  expect(readPoints(`612 345 678 (Work)${' '.repeat(length)}`)).toEqual([{ value: '612 345 678', label: 'Work' }])
})

test('a format of numbers with brackets that are never closed is read in proportion to its length', () => {
  expect(timed(() => numberKind(164, '['.repeat(10 * length)))).toBeLessThan(patience)
})
