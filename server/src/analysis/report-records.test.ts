import type { ReportRecords } from '@tendero/model'
import { expect, test } from 'vitest'
import type { Browser } from '../../test/http.ts'
import { askedOf, openReportedDeals, won } from '../../test/reported-deals.ts'

const { bo, ines } = await openReportedDeals()

test('a report lists records with fields of those that they refer to, page by page', async () => {
  const records = (who: Browser) =>
    who.json<ReportRecords>(
      'GET',
      askedOf('/report-records', {
        object: 'opportunity',
        kind: 'table',
        filter: won,
        columns: ['name', 'account', 'account.sector', 'stage', 'amount', 'nothing'],
        sort: '-closedOn',
      }),
    )
  const { columns, leftOut, items, next } = await records(ines)
  expect([columns.length, leftOut, next]).toEqual([5, ['nothing'], null])
  expect(items.map(({ values, titles }) => [values[0], titles[1], values[2], titles[3], values[4]])).toEqual([
    ['Deal 0', 'Mar', 'Sea', 'Won', { minor: 1_00, currency: 'EUR' }],
    ['Deal 2', 'Mar', 'Sea', 'Won', { minor: 33_33, currency: 'EUR' }],
    ['Deal 1', 'Sol', 'Tools', 'Won', { minor: 10_00, currency: 'EUR' }],
    ['Deal 0', 'Sol', 'Tools', 'Won', { minor: 100_01, currency: 'EUR' }],
  ])
  expect((await records(bo)).items).toHaveLength(1)
  await ines.json('POST', '/tags/bulk', { create: Array.from({ length: 101 }, (_, i) => ({ name: `Tag ${i}` })) })
  const tags = (cursor = '') =>
    ines.json<ReportRecords>(
      'GET',
      askedOf(`/report-records${cursor && `?cursor=${cursor}`}`, { object: 'tag', kind: 'table', columns: ['name'] }),
    )
  const first = await tags()
  const second = await tags(first.next ?? '')
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(101)
})
