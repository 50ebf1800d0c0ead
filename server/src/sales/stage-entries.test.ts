import { expect, test } from 'vitest'
import { book, stages } from '../../test/stages.ts'
import { stageEntries } from './stage-entries.ts'

const moment = { at: '2026-03-10T09:30:00.000Z', today: '2026-03-10', startOf: (day: string) => `${day}T00:00:00.000Z` }
const now = moment.at

test.each([
  ['a new deal', 'new', { openedOn: '2026-03-10' }, [['new', now, null]]],
  ['a deal opened in the past', 'offer', { openedOn: '2026-01-05' }, [['offer', '2026-01-05T00:00:00.000Z', null]]],
  ['a deal to be opened tomorrow', 'new', { openedOn: '2026-03-11' }, [['new', now, null]]],
  [
    'a deal that comes won',
    'won',
    { openedOn: '2026-01-05', closedOn: '2026-02-01' },
    [
      ['new', '2026-01-05T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
      ['won', '2026-02-01T00:00:00.000Z', null],
    ],
  ],
  [
    'a deal opened and lost on one day',
    'lost',
    { openedOn: '2026-02-01', closedOn: '2026-02-01' },
    [['lost', '2026-02-01T00:00:00.000Z', null]],
  ],
  [
    'a deal closed before it was opened',
    'lost',
    { openedOn: '2026-03-01', closedOn: '2026-02-01' },
    [['lost', '2026-02-01T00:00:00.000Z', null]],
  ],
  ['a deal won today', 'won', { openedOn: '2026-03-10', closedOn: '2026-03-10' }, [['won', now, null]]],
] as const)('%s has its entries', (_, stage, after, expected) => {
  const made = stageEntries({ before: null, after, stage: stages[stage] }, book, moment)
  expect(made.map((one) => [one.stage, one.enteredAt, one.leftAt])).toEqual(expected)
})

test.each([
  ['moves', 'offer', '2026-03-01T08:00:00+00:00', {}, now],
  ['is won on a day said', 'won', '2026-03-01T08:00:00+00:00', { closedOn: '2026-03-05' }, '2026-03-05T00:00:00.000Z'],
  [
    'is won before it entered its stage',
    'won',
    '2026-03-01T08:00:00+00:00',
    { closedOn: '2026-02-05' },
    '2026-03-01T08:00:00.000Z',
  ],
] as const)('a deal that %s leaves its stage then', (_, stage, stageEnteredAt, after, expected) => {
  const entering = { before: { stage: 'new', stageEnteredAt }, after, stage: stages[stage] }
  expect(stageEntries(entering, book, moment)).toEqual([{ stage, enteredAt: expected, leftAt: null }])
})
