import { describe, expect, test } from 'vitest'
import { american, spanish } from './cases/table.ts'
import { fieldTypes } from './index.ts'

const length = 40_000

/** What patterns go back over: the same again and again, and something else behind it. */
const pumped = [
  ' ',
  '\t',
  '\n',
  '\r',
  ' \n',
  '0',
  '1',
  '1.',
  '1,',
  ',',
  '.',
  '-',
  'a',
  'a ',
  '"',
  '(',
  ')',
  '€',
  ' %',
  'T',
  '@',
  ';',
  ':',
  '\\',
  '/',
]
const before = ['', 'a', '0.', '(', 'https://a']
const after = ['', 'b', '\u0000']

const texts = before.flatMap((start) =>
  after.flatMap((end) => pumped.map((one) => start + one.repeat(length / one.length) + end)),
)

/** Milliseconds for all texts together; what goes back over each takes many seconds for one. */
const patience = 5_000

describe.each([...fieldTypes.values()].map((type) => [type.kind, type] as const))('reading as %s', (_kind, type) => {
  test('takes a time in proportion to the length of the text', () => {
    const began = performance.now()
    for (const text of texts) {
      for (const convention of [american, spanish]) type.fromCsv([text], {}, convention)
      type.parse(text, {}, american)
      if (performance.now() - began > patience) break
    }
    expect(performance.now() - began).toBeLessThan(patience)
  })
})
