import { expect, test } from 'vitest'
import { candidateScore, type Resemblance, ranked } from './candidate-score.ts'

test.each<[readonly Resemblance[], number, number, readonly Resemblance[]]>([
  [[], 0, 0, []],
  [['email'], 0, 90, ['email']],
  [['phone', 'email'], 0, 98, ['email', 'phone']],
  [['domain', 'email'], 0, 90, ['email']],
  [[], 1, 60, ['name']],
  [[], 0.44, 0, []],
  [['domain'], 0.5, 65, ['name', 'domain']],
  [['account'], 1, 72, ['name', 'account']],
])('%o with names alike by %f gives %i', (found, similarity, score, reasons) => {
  expect(candidateScore(found, similarity)).toEqual({ score, reasons })
})

test('candidates are ranked by score, then title, and those without a reason left out', () => {
  const one = (title: string, score: number) => ({ id: title, title, score, reasons: score ? (['name'] as const) : [] })
  expect(ranked([one('b', 50), one('a', 50), one('c', 90), one('d', 0)], 2).map(({ title }) => title)).toEqual([
    'c',
    'a',
  ])
})
