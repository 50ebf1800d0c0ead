import type { OpenWork } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { decideAll, decided, proposed } from './move-data.ts'

const acme = { id: 'acme', title: 'Acme' }
const works: readonly OpenWork[] = [
  { id: 'theirs', title: 'A', account: acme, may: ['leave', 'stay', 'go'] },
  { id: 'shut', title: 'B', account: acme, may: ['leave'] },
  { id: 'elsewhere', title: 'C', account: { id: 'beta', title: 'Beta' }, may: ['leave', 'stay', 'go'] },
  { id: 'nobody', title: 'D', account: null, may: ['leave', 'stay', 'go'] },
]

test('what belongs to the old company is proposed to stay there, as far as it is theirs to change', () => {
  const stays = Object.values(proposed(works, 'acme')).filter(({ becomes }) => becomes === 'stay')
  expect(stays.map(({ id }) => id)).toEqual(['theirs'])
  expect(Object.values(proposed(works, undefined)).map(({ becomes }) => becomes)).toEqual(Array(4).fill('leave'))
})

test('one choice for all leaves alone what cannot become it', () => {
  const all = decideAll(works, proposed(works, 'acme'), 'go')
  expect(Object.values(all).map(({ becomes }) => becomes)).toEqual(['go', 'leave', 'go', 'go'])
})

test('nothing goes where there is no company to go to', () => {
  const all = decideAll(works, {}, 'go')
  expect(decided(all, false).map(({ becomes }) => becomes)).toEqual(Array(4).fill('leave'))
  expect(decided(all, true)).toEqual(Object.values(all))
})
