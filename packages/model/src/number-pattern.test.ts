import { describe, expect, test } from 'vitest'
import { numberIn, numberText, readPattern } from './number-pattern.ts'

const patternOf = (text: string) => {
  const read = readPattern(text)
  if (!read.ok) throw new Error(`${text} is no pattern`)
  return read.value
}

describe('a pattern of automatic numbers', () => {
  test.each([
    ['{0000}', 7, '0007'],
    ['{0}', 7, '7'],
    ['D-{YYYY}-{0000}', 7, 'D-2026-0007'],
    ['D-{YYYY}-{0000}', 123_456, 'D-2026-123456'],
    ['{0000}/{YY}', 1, '0001/26'],
    ['{DD}.{MM}.{YYYY} nº {00}', 3, '09.03.2026 nº 03'],
    ['{YYYY}{0000}', 12, '20260012'],
    ['{0}{YY}1', 12, '12261'],
    ['$1 (a+b) {000}', 5, '$1 (a+b) 005'],
  ])('%s writes %i as %s, and reads it again', (text, number, written) => {
    const pattern = patternOf(text)
    expect(numberText(pattern, number, '2026-03-09')).toBe(written)
    expect(numberIn(pattern, written)).toBe(number)
  })

  test.each([
    ['no place for the number', 'D-{YYYY}'],
    ['two of them', '{00}-{00}'],
    ['an unknown part', '{MONTH}-{00}'],
    ['an open brace', '{-{00}'],
    ['more digits than numbers have', '{0000000000000}'],
    ['a space at its end', '{00} '],
    ['a line break', 'A\n{00}'],
    ['too much text', `${'a'.repeat(50)}{0}`],
    ['nothing', ''],
    ['no text', 7],
  ])('is refused with %s', (_why, text) => {
    expect(readPattern(text)).toEqual({ ok: false, code: 'invalid_pattern' })
  })

  test.each([
    ['D-{YYYY}-{0000}', 'D-1999-0500', 500],
    ['D-{YYYY}-{0000}', 'D-26-0500', undefined],
    ['D-{YYYY}-{0000}', 'D-2026-500', undefined],
    ['D-{YYYY}-{0000}', 'x D-2026-0500', undefined],
    ['D.{00}', 'Dx05', undefined],
    ['{00}', '9999999999999', undefined],
  ])('%s finds in %s the number %s', (text, written, number) => {
    expect(numberIn(patternOf(text), written)).toBe(number)
  })
})
