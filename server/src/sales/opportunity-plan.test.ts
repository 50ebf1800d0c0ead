import { describe, expect, test } from 'vitest'
import { book } from '../../test/stages.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { type OpportunityWrite, planOpportunity } from './opportunity-plan.ts'

const facts = { today: '2026-03-10', baseCurrency: 'EUR', notStated: 'unknown' }
const eur = (minor: number) => ({ minor, currency: 'EUR' })

const open: Values = {
  pipeline: 'sales',
  stage: 'offer',
  status: 'open',
  amount: eur(100_00),
  closeOn: '2026-04-01',
  probability: 50,
  probabilitySet: false,
  forecastCategory: 'best_case',
  forecastCategorySet: false,
  expectedRevenue: eur(50_00),
  openedOn: '2026-01-01',
  closedOn: null,
  pushCount: 1,
  account: 'acme',
}
const won: Values = { ...open, stage: 'won', status: 'won', probability: 100, closedOn: '2026-02-01' }
const lost: Values = {
  ...open,
  stage: 'lost',
  status: 'lost',
  probability: 0,
  closedOn: '2026-02-01',
  lossReason: 'price',
}
const byHand: Values = {
  ...open,
  probability: 70,
  probabilitySet: true,
  forecastCategory: 'commit',
  forecastCategorySet: true,
}

const plan = (before: Values | null, patch: Values, how: Partial<OpportunityWrite> = {}) =>
  planOpportunity({ before, patch, strict: true, computed: false, ...how }, book, facts)

describe('a new opportunity', () => {
  test.each<[string, Values, Values]>([
    [
      'begins in the first stage',
      {},
      {
        pipeline: 'sales',
        stage: 'new',
        status: 'open',
        probability: 10,
        probabilitySet: false,
        forecastCategory: 'pipeline',
      },
    ],
    ['is opened today', {}, { openedOn: '2026-03-10', closedOn: null }],
    ['keeps a probability of one’s own', { probability: 33 }, { probabilitySet: true }],
    ['expects its share', { amount: eur(1_005) }, { expectedRevenue: eur(101) }],
    ['forgets a closing day while open', { closedOn: '2026-01-01' }, { closedOn: null }],
    ['may come won', { stage: 'won', account: 'a' }, { status: 'won', probability: 100, closedOn: '2026-03-10' }],
    [
      'keeps the day of closing, and was opened by then',
      { stage: 'won', account: 'a', closedOn: '2026-02-02' },
      { closedOn: '2026-02-02', openedOn: '2026-02-02' },
    ],
    [
      'takes no other probability when won',
      { stage: 'won', account: 'a', probability: 5 },
      { probability: 100, probabilitySet: false },
    ],
  ])('%s', (_, patch, expected) => {
    expect(plan(null, patch)).toMatchObject(expected)
  })

  test('without any pipeline plans nothing', () => {
    const none = { stages: [], stage: () => undefined, first: () => undefined, defaultPipeline: undefined }
    expect(planOpportunity({ before: null, patch: {}, strict: true, computed: false }, none, facts)).toEqual({})
  })
})

describe('an opportunity that changes', () => {
  test.each<[string, Values, Values, Values]>([
    ['nothing that matters plans nothing', open, { name: 'x' }, {}],
    [
      'a stage sets its probability and category',
      { ...open, stage: 'new', probability: 10, expectedRevenue: eur(10_00) },
      { stage: 'offer' },
      { stage: 'offer', probability: 50, expectedRevenue: eur(50_00) },
    ],
    ['a hand that set them keeps them', byHand, { stage: 'new' }, { stage: 'new', expectedRevenue: eur(70_00) }],
    ['a new probability is by hand', open, { probability: 60 }, { probabilitySet: true, expectedRevenue: eur(60_00) }],
    [
      'an empty probability is the stage’s again',
      byHand,
      { probability: null },
      { probability: 50, probabilitySet: false },
    ],
    [
      'a mark taken away gives it back to the stage',
      byHand,
      { probabilitySet: false },
      { probability: 50, probabilitySet: false },
    ],
    [
      'an empty category is the stage’s again',
      byHand,
      { forecastCategory: null },
      { forecastCategory: 'best_case', forecastCategorySet: false, expectedRevenue: eur(70_00) },
    ],
    [
      'winning is certain, by whatever hand',
      byHand,
      { stage: 'won' },
      {
        status: 'won',
        probability: 100,
        probabilitySet: false,
        closedOn: '2026-03-10',
        expectedRevenue: eur(100_00),
        forecastCategory: 'closed',
      },
    ],
    [
      'winning keeps a day given',
      open,
      { stage: 'won', closedOn: '2026-03-01' },
      { closedOn: '2026-03-01', status: 'won' },
    ],
    [
      'losing expects nothing',
      open,
      { stage: 'lost', lossReason: 'price' },
      { status: 'lost', probability: 0, expectedRevenue: eur(0), closedOn: '2026-03-10' },
    ],
    [
      'reopening clears the closing',
      won,
      { stage: 'offer' },
      { status: 'open', probability: 50, closedOn: null, stage: 'offer' },
    ],
    [
      'reopening a lost one forgets the reason',
      lost,
      { stage: 'new' },
      { status: 'open', lossReason: null, closedOn: null, probability: 10 },
    ],
    [
      'won after all keeps the day of closing',
      lost,
      { stage: 'won' },
      { status: 'won', lossReason: null, probability: 100 },
    ],
    ['a closing day emptied while closed stays', won, { closedOn: null }, { closedOn: '2026-02-01' }],
    ['a later close date is a push', open, { closeOn: '2026-05-01' }, { pushCount: 2 }],
    ['an amount changes what is expected', open, { amount: eur(1) }, { expectedRevenue: eur(1) }],
    ['without an amount nothing is expected', open, { amount: null }, { expectedRevenue: null }],
  ])('%s', (_, before, patch, expected) => {
    expect(plan({ expectedRevenue: null, ...before }, patch)).toMatchObject(expected)
  })

  test.each<[string, Values, Values]>([
    ['an earlier close date', open, { closeOn: '2026-03-01' }],
    ['a first close date', { ...open, closeOn: null }, { closeOn: '2026-05-01' }],
    ['a later one as it is won', open, { stage: 'won', closeOn: '2026-05-01' }],
    ['a later one of a closed deal', won, { closeOn: '2026-05-01' }],
  ])('%s is no push', (_, before, patch) => {
    expect(plan(before, patch)).not.toHaveProperty('pushCount')
  })

  test('an amount in another currency is valued anew when it closes', () => {
    const dollars = { ...open, amount: { minor: 1, currency: 'USD' } }
    expect(plan(dollars, { stage: 'won' })).toMatchObject({ amount: { minor: 1, currency: 'USD' } })
    expect(plan(dollars, { name: 'x' })).not.toHaveProperty('amount')
    expect(plan(open, { stage: 'won' })).not.toHaveProperty('amount')
  })
})

describe('what a stage requires', () => {
  test.each<[string, Values | null, Values, readonly string[]]>([
    ['a new deal', null, { stage: 'offer' }, ['amount', 'closeOn']],
    ['a deal that moves', { ...open, stage: 'new', amount: null }, { stage: 'offer' }, ['amount']],
    ['a lost deal', open, { stage: 'lost' }, ['lossReason']],
    ['an emptied field', open, { stage: 'won', account: null }, ['account']],
  ])('binds people: %s', (_, before, patch, fields) => {
    expect(() => plan(before, patch)).toThrow(
      expect.objectContaining({
        status: 422,
        code: 'stage_requires_fields',
        details: expect.objectContaining({ fields }),
      }),
    )
  })

  test('does not bind a deal that stays, nor an import', () => {
    expect(plan({ ...open, amount: null }, { closeOn: null })).toMatchObject({ expectedRevenue: null })
    expect(plan(null, { stage: 'offer' }, { strict: false })).toMatchObject({ stage: 'offer' })
  })

  test('an import that does not know why a deal was lost says so', () => {
    expect(plan(null, { stage: 'lost' }, { strict: false })).toMatchObject({ lossReason: 'unknown' })
    expect(plan(null, { stage: 'lost', lossReason: 'price' }, { strict: false })).not.toHaveProperty('lossReason')
  })
})

describe('an amount that is the sum of lines', () => {
  const summed = { ...open, amountFromLines: true }
  test('cannot be written by people, is left alone by imports, and follows the sum', () => {
    expect(() => plan(summed, { amount: eur(1) })).toThrow(expect.objectContaining({ code: 'amount_is_sum_of_lines' }))
    expect(plan(summed, { amount: eur(1) }, { strict: false })).toMatchObject({ amount: eur(100_00) })
    expect(plan(summed, { amount: eur(2_00) }, { strict: false, computed: true })).toEqual({
      expectedRevenue: eur(1_00),
    })
  })
})
