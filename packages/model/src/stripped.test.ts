import { expect, test } from 'vitest'
import { stripped } from './stripped.ts'

test.each([
  ["''it's''", "'", "it's"],
  [' \ta b\n', ' \t\n', 'a b'],
  ['   ', ' ', ''],
  ['', ' ', ''],
  ['a\n', ' ', 'a\n'],
])('%j without %j is %j', (text, signs, rest) => {
  expect(stripped(text, signs)).toBe(rest)
})
