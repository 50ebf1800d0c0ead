import { expect, test } from 'vitest'
import { askedOf, count, ofDeals, openReportedDeals } from '../../test/reported-deals.ts'

const { ines } = await openReportedDeals()

test.each([
  ['no object', { object: 'nothing', kind: 'bar' }, 'invalid_report'],
  ['no kind', { object: 'opportunity', kind: 'cake' }, 'invalid_report'],
  ['two measures of one name', { ...ofDeals, measures: [count, count] }, 'invalid_report'],
  ['a sum of words', { ...ofDeals, measures: [{ name: 'a', aggregate: 'sum', field: 'name' }] }, 'invalid_aggregate'],
  ['months of words', { ...ofDeals, rows: [{ field: 'name', part: 'month' }] }, 'invalid_aggregate'],
  ['instants that are not cut', { ...ofDeals, rows: [{ field: 'createdAt' }] }, 'invalid_aggregate'],
  ['no such field', { ...ofDeals, rows: [{ field: 'account.nothing' }] }, 'invalid_filter'],
  ['a path through no reference', { ...ofDeals, rows: [{ field: 'name.account' }] }, 'invalid_filter'],
  ['a formula that does not end', { ...ofDeals, measures: [{ name: 'a', formula: '1 +' }] }, 'invalid_report_formula'],
  [
    'a period of words',
    { ...ofDeals, kind: 'number', period: { field: 'name', name: 'this_month' } },
    'invalid_report',
  ],
  [
    'no such period',
    { ...ofDeals, kind: 'number', period: { field: 'closedOn', name: 'some_time' } },
    'invalid_report',
  ],
])('a report is refused with %s', async (_what, definition, code) => {
  const answer = await ines.request('GET', askedOf('/report-results', definition))
  expect([answer.status, await answer.json()]).toMatchObject([422, { code }])
})
