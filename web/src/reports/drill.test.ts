import { expect, test } from 'vitest'
import { all, columnsFor, common, is, monthDays, ofStatus, scopeOf, within } from './drill.ts'

test.each([
  ['2026-02', { from: '2026-02-01', to: '2026-02-28' }],
  ['2024-02', { from: '2024-02-01', to: '2024-02-29' }],
  ['2026-12', { from: '2026-12-01', to: '2026-12-31' }],
])('the days of %s', (month, days) => {
  expect(monthDays(month)).toEqual(days)
})

test('a month at the edge of the period keeps only the days within', () => {
  expect(common(monthDays('2026-03'), { from: '2025-03-09', to: '2026-03-08' })).toEqual({
    from: '2026-03-01',
    to: '2026-03-08',
  })
  expect(common(monthDays('2026-03'), {})).toEqual(monthDays('2026-03'))
})

test('closed deals are those of the period, open ones all there are', () => {
  const days = { from: '2026-01-01', to: '2026-03-31' }
  expect(ofStatus('won', days)).toEqual([
    { field: 'status', op: 'is', value: 'won' },
    { field: 'closedOn', op: 'between', value: ['2026-01-01', '2026-03-31'] },
  ])
  expect(ofStatus('open', days)).toEqual([{ field: 'status', op: 'is', value: 'open' }])
})

test('one condition stands alone, several are joined', () => {
  expect(all(is('owner', null))).toEqual({ field: 'owner', op: 'is_empty' })
  expect(all(...scopeOf({ team: 't', owner: 'me' }))).toEqual({
    and: [
      { field: 'team', op: 'is', value: 't' },
      { field: 'owner', op: 'is', value: 'me' },
    ],
  })
  expect(within('closedOn', {})).toEqual([])
})

test('a list of closed deals shows the day they closed, one of open deals the planned day', () => {
  const list = ['name', 'amount', 'closeOn']
  expect(columnsFor(ofStatus('won', {}), list)).toBe('name,amount,closedOn')
  expect(columnsFor(ofStatus('open', {}), list)).toBeUndefined()
})
