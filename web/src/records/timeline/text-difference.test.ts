import { expect, test } from 'vitest'
import { textDifference } from './text-difference.ts'

const signs = { same: '=', gone: '-', new: '+' } as const
const told = (before: string, after: string) =>
  textDifference(before, after).map(({ kind, text }) => `${signs[kind]}${text}`)

test.each([
  ['a b c', 'a b c', ['=a b c']],
  ['a b c', 'a x c', ['=a ', '-b', '+x', '= c']],
  ['', 'new', ['+new']],
  ['old', '', ['-old']],
  ['one two three', 'one three', ['=one ', '-two ', '=three']],
  ['b', 'a b a', ['+a ', '=b', '+ a']],
  ['a\nb', 'a\n\nb', ['=a', '-\n', '+\n\n', '=b']],
])('%j became %j', (before, after, pieces) => {
  expect(told(before, after)).toEqual(pieces)
})

test('whatever became of a text, both can be read from the pieces', () => {
  const words = ['a', 'b', ' ', '\n', 'cd', ' ']
  const random = (seed: number) =>
    Array.from({ length: 40 }, (_, index) => words[(seed * (index + 3) * 7_919 + index * index) % words.length]).join(
      '',
    )
  for (let seed = 1; seed < 60; seed += 1) {
    const [before, after] = [random(seed), random(seed + 1)]
    const pieces = textDifference(before, after)
    const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map(({ text }) => text)
    expect([without('new').join(''), without('gone').join('')]).toEqual([before, after])
  }
})

test('long texts are told as a whole in between, at once', () => {
  const long = (word: string) => `same ${`${word} `.repeat(20_000)}end`
  const begun = performance.now()
  expect(textDifference(long('a'), long('b'))).toHaveLength(4)
  expect(performance.now() - begun).toBeLessThan(500)
})
