import { expect, test } from 'vitest'
import { type KnownDeal, pastOf } from './deal-history.ts'

const won: KnownDeal = {
  id: 'd',
  openedOn: 100,
  closedOn: 160,
  createdOn: 300,
  status: 'won',
  amount: 900,
  currency: 'EUR',
  amountBase: 900,
  closeOn: 160,
  stage: 'won',
  owner: 'ana',
  team: null,
  source: null,
  product: null,
  entries: null,
  changes: [],
}
const eur = (minor: number) => ({ minor, currency: 'EUR' })
const said = (deal: KnownDeal) => pastOf(deal).states.map(({ from, amount, closeOn }) => [from, amount, closeOn])

test('nobody knows what was said of a deal before it was written here', () => {
  expect(said(won)[0]).toEqual([100, null, null])
})

test('what is known to have been said before it was written here is what was said', () => {
  const changes: KnownDeal['changes'] = [
    [160, { amount: [eur(1_200), eur(900)], closeOn: ['1970-05-21', '1970-06-10'], owner: null, team: null }],
    [115, { amount: [eur(900), eur(1_200)], closeOn: ['1970-06-10', '1970-05-21'], owner: null, team: null }],
  ]
  expect(said({ ...won, changes })).toEqual([
    [100, null, null],
    [115, 1_200, 140],
    [160, 900, 160],
  ])
})

test('a deal that was written here when it was opened began with what its first change found', () => {
  const changes: KnownDeal['changes'] = [
    [130, { amount: [eur(500), eur(900)], closeOn: null, owner: null, team: null }],
  ]
  expect(said({ ...won, createdOn: 100, changes })).toEqual([
    [100, 500, 160],
    [130, 900, 160],
  ])
})
