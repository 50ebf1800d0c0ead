import { expect, test } from 'vitest'
import { fieldTypes } from './index.ts'
import { noDefaults } from './text.ts'

/** Long, in ways that patterns with a repetition at their end look at again and again. */
const many = 60_000
const texts = [
  `1${' '.repeat(many)}1`,
  `a${'\t'.repeat(many)}a`,
  `0.${'0'.repeat(many)}1`,
  `1${'0'.repeat(many)}h`,
  `${' 00:00'.repeat(many / 5)}\n`,
  `1;ext=${'0'.repeat(many)}\n1`,
]

const convention = {
  decimal: ',',
  dateOrder: 'dmy',
  timeZone: 'Europe/Tallinn',
  language: 'en',
  ...noDefaults,
} as const

test.each([...fieldTypes.values()].map((type) => [type.kind, type] as const))(
  '%s answers to a long text at once',
  (_, type) => {
    const began = performance.now()
    for (const text of texts) {
      type.parse(text, {}, noDefaults)
      type.fromCsv?.([text], {}, convention as never)
    }
    expect(performance.now() - began).toBeLessThan(1_500)
  },
)
