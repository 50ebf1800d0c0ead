import { rollUpCategories } from '@tendero/model'
import { expect, test } from 'vitest'
import { random } from '../../platform/random.ts'
import { type CategorySum, type RollUpInput, rollUp, type SubjectAdjustment } from './roll-up.ts'

const teams = [
  { id: 'company', title: 'Company', parent: null },
  { id: 'north', title: 'North', parent: 'company' },
  { id: 'south', title: 'South', parent: 'company' },
]
const people = [
  { id: 'ana', title: 'Ana', team: 'north' },
  { id: 'bo', title: 'Bo', team: 'north' },
  { id: 'cai', title: 'Cai', team: 'south' },
  { id: 'free', title: 'Free', team: null },
]
const sum = (person: string | null, category: CategorySum['category'], amount: number, team: string | null = null) => ({
  person,
  team,
  category,
  amount,
  count: 1,
})
const said = (
  kind: 'team' | 'person',
  subject: string,
  category: SubjectAdjustment['category'],
  amount: number,
  own: boolean,
): SubjectAdjustment => ({
  id: `${subject} ${own}`,
  kind,
  subject,
  category,
  amount,
  own,
  reason: 'x',
  by: null,
  byTitle: null,
  at: '',
})
const bare: RollUpInput = { teams, people, sums: [], adjustments: [], quotas: [] }
const rowsOf = (input: Partial<RollUpInput>) => {
  const { rows, total } = rollUp({ ...bare, ...input })
  return { total, row: (id: string | null) => rows.find((row) => row.id === id) ?? expect.fail(`no ${id}`), rows }
}

test('rows stand in the order of the tree, people in their own team, deals of nobody in the team of the deal', () => {
  const { rows } = rowsOf({ sums: [sum(null, 'commit', 5, 'south'), sum(null, 'commit', 7, 'gone')] })
  expect(rows.map(({ title, depth, parent }) => [title, depth, parent])).toEqual([
    ['Company', 0, null],
    ['North', 1, 'company'],
    ['Ana', 2, 'north'],
    ['Bo', 2, 'north'],
    ['South', 1, 'company'],
    ['Cai', 2, 'south'],
    [null, 2, 'south'],
    ['Free', 0, null],
    [null, 0, null],
  ])
})

test('adjustments add to the deals on their level, and go up with them', () => {
  const { row, total } = rowsOf({
    sums: [sum('ana', 'commit', 100), sum('bo', 'commit', 50), sum('cai', 'commit', 10)],
    adjustments: [
      said('person', 'ana', 'commit', -20, true),
      said('person', 'ana', 'commit', -10, false),
      said('team', 'north', 'commit', 5, true),
      said('person', 'cai', 'commit', 0, true),
    ],
  })
  expect(row('ana').figures.commit).toMatchObject({
    deals: 100,
    amount: 70,
    own: { amount: -20 },
    managers: { amount: -10 },
  })
  expect(row('north').figures.commit).toMatchObject({ deals: 150, amount: 125 })
  expect(row('company').figures.commit).toMatchObject({ deals: 160, amount: 135, own: null })
  expect(row('cai').figures.commit.own).toBeNull()
  expect(total.figures.commit).toMatchObject({ deals: 160, amount: 135, count: 3 })
})

test('a quota of a team is its own, or the sum of those below; attainment and coverage come of it', () => {
  const { row } = rowsOf({
    sums: [sum('ana', 'closed', 60), sum('ana', 'pipeline', 30), sum('ana', 'best_case', 90), sum('cai', 'closed', 30)],
    quotas: [
      { kind: 'person', subject: 'ana', amount: 100, given: true },
      { kind: 'person', subject: 'bo', amount: 100, given: false },
      { kind: 'team', subject: 'south', amount: 25, given: true },
    ],
  })
  expect(row('ana')).toMatchObject({ attainment: 0.6, coverage: 3 })
  expect(row('north')).toMatchObject({ quota: { amount: 200, given: false }, attainment: 0.3 })
  expect(row('south')).toMatchObject({ quota: { amount: 25, given: true }, attainment: 1.2, coverage: null })
  expect(row('cai')).toMatchObject({ quota: null, attainment: null, coverage: null })
  expect(row('company').quota).toEqual({ amount: 225, given: false })
})

test('of what is part of each other in a ring nothing is lost', () => {
  const ring = [
    { id: 'a', title: 'A', parent: 'b' },
    { id: 'b', title: 'B', parent: 'a' },
    { id: 'c', title: 'C', parent: 'b' },
  ]
  const { rows, total } = rowsOf({
    teams: ring,
    people: [],
    sums: ['a', 'b', 'c'].map((team) => sum(null, 'commit', 1, team)),
  })
  expect(rows.filter(({ id }) => id !== null).map(({ id, depth }) => [id, depth])).toEqual([
    ['a', 0],
    ['b', 0],
    ['c', 1],
  ])
  expect(total.figures.commit.deals).toBe(3)
})

test('whatever the deals, nothing is lost or counted twice', () => {
  const dice = random(7)
  for (let round = 0; round < 200; round += 1) {
    const sums = Array.from({ length: dice.between(0, 30) }, () =>
      sum(
        dice.pick(['ana', 'bo', 'cai', 'free', null]),
        dice.pick([...rollUpCategories]),
        dice.between(-5, 100),
        dice.pick(['north', 'south', 'company', 'gone', null]),
      ),
    )
    const { total } = rowsOf({ sums })
    for (const category of rollUpCategories) {
      const of = sums.filter((one) => one.category === category)
      const wanted = of.reduce((all, one) => all + one.amount, 0)
      expect(total.figures[category]).toMatchObject({ deals: wanted, amount: wanted, count: of.length })
    }
  }
})
