import { expect, test } from 'vitest'
import { candidateScore, type Resemblance, ranked } from './candidate-score.ts'

test.each<['account' | 'contact', readonly Resemblance[], number, number, readonly Resemblance[]]>([
  ['account', [], 0, 0, []],
  ['account', ['email'], 0, 90, ['email']],
  ['account', ['phone', 'email'], 0, 98, ['email', 'phone']],
  ['account', ['domain', 'email'], 0, 90, ['email']],
  ['account', [], 1, 60, ['name']],
  ['account', [], 0.44, 0, []],
  ['account', ['domain'], 0.5, 86, ['name', 'domain']],
  ['account', ['same_name'], 0.8, 85, ['same_name']],
  ['account', ['phone'], 0, 80, ['phone']],
  ['contact', ['phone'], 0, 75, ['phone']],
  ['contact', ['account'], 1, 72, ['name', 'account']],
])('an %s by %o with names alike by %f has %i', (object, found, similarity, score, reasons) => {
  expect(candidateScore(object, found, similarity)).toEqual({ score, reasons })
})

test('candidates are ranked by score, then title, and those without a reason left out', () => {
  const one = (title: string, score: number) => ({ id: title, title, score, reasons: score ? (['name'] as const) : [] })
  expect(ranked([one('b', 50), one('a', 50), one('c', 90), one('d', 0)], 2).map(({ title }) => title)).toEqual([
    'c',
    'a',
  ])
})
