import { expect, test } from 'vitest'
import { keptText } from './kept-text.ts'

test.each([
  ['as it is', 'Ferretería 🔨', 100, 'Ferretería 🔨'],
  ['cut', 'Ferretería', 4, 'Ferr'],
  ['without the half of a character', 'ab🔨', 3, 'ab'],
  ['without NUL', 'a\0b', 9, 'a\ufffdb'],
  ['without halves that stood there', 'a\ud83db\udd28', 9, 'a\ufffdb\ufffd'],
  ['a half at the very end of the whole', 'ab\ud83d', 3, 'ab\ufffd'],
  ['nothing', '', 3, ''],
])('keeps a text %s', (_, text, longest, kept) => {
  expect(keptText(text, longest)).toBe(kept)
})
