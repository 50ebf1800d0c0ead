import { expect, test } from 'vitest'
import { missingWords, nothingYet, type Outcome, tallied } from './tally.ts'

const row = (number: number) => ({ number, cells: [] })
const bad = (number: number): Outcome => ({
  row: row(number),
  what: 'bad',
  problems: [{ field: 'name', value: null, code: 'required' }],
})

test('rows are counted by what became of them', () => {
  const outcomes: readonly Outcome[] = [
    { row: row(1), what: 'create', id: 'a', values: {}, companions: [] },
    { row: row(2), what: 'update', id: 'b', values: {}, companions: [] },
    bad(3),
  ]
  expect(tallied(tallied(nothingYet, outcomes), [bad(4)])).toEqual({
    read: 4,
    good: 2,
    bad: 2,
    created: 1,
    updated: 1,
    problems: [
      { row: 3, field: 'name', value: null, code: 'required' },
      { row: 4, field: 'name', value: null, code: 'required' },
    ],
    likely: { total: 0, rows: [] },
  })
})

test('the first hundred problems are kept', () => {
  const tally = tallied(
    nothingYet,
    Array.from({ length: 150 }, (_, index) => bad(index + 1)),
  )
  expect([tally.bad, tally.problems.length, tally.problems[99]?.row]).toEqual([150, 100, 100])
})

test('words that were not found are counted, the commonest first, a thousand at most', () => {
  const words = missingWords([{ field: 'owner', value: 'Bo', rows: 2 }])
  for (const word of ['Ana', 'Bo', 'Bo']) words.add('owner', word)
  expect(words.entries()).toEqual([
    { field: 'owner', value: 'Bo', rows: 4 },
    { field: 'owner', value: 'Ana', rows: 1 },
  ])
  for (let i = 0; i < 2_000; i += 1) words.add('account', `A${i}`)
  expect(words.entries()).toHaveLength(1_000)
})
