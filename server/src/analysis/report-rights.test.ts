import type { Rights } from '@tendero/model'
import { expect, test } from 'vitest'
import type { Browser } from '../../test/http.ts'
import {
  amount,
  askedOf,
  count,
  ofDeals,
  openReportedDeals,
  reportOf,
  titledRows,
  wonAmount,
} from '../../test/reported-deals.ts'
import { readingFor } from '../kernel/read-records.ts'
import { runReport } from './run-report.sql.ts'

const { world, bo, ines } = await openReportedDeals()

test('a report tells everybody of what they may see, and of nothing else', async () => {
  const owners = (who: Browser) => reportOf(who, { ...ofDeals, rows: [{ field: 'owner' }], measures: [count, amount] })
  expect(titledRows(await owners(bo))).toEqual([['group', 'Bo', [1, 1_00]]])
  expect(titledRows(await owners(ines))).toHaveLength(2)
  const role = await world.roleId('Representative')
  const { rights } = await ines.json<{ rights: Rights }>('GET', `/roles/${role}`)
  await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { opportunity: { amount: 'hidden' } } } })
  const hidden = await reportOf(bo, {
    ...ofDeals,
    rows: [{ field: 'owner' }],
    measures: [amount, count, wonAmount, { name: 'each', formula: 'amount / count' }],
  })
  expect([hidden.measures.map(({ name }) => name), hidden.leftOut]).toEqual([['count'], ['amount', 'won', 'each']])
  expect(titledRows(hidden)).toEqual([['group', 'Bo', [1]]])
  const filtered = await bo.request(
    'GET',
    askedOf('/report-results', { ...ofDeals, filter: { field: 'amount', op: 'greater', value: 1 } }),
  )
  expect([filtered.status, await filtered.json()]).toMatchObject([422, { details: { reason: 'unknown_field' } }])
  await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { account: { sector: 'hidden' } } } })
  expect(
    (await bo.request('GET', askedOf('/report-results', { ...ofDeals, rows: [{ field: 'account.sector' }] }))).status,
  ).toBe(422)
  const { objects } = rights
  await ines.json('PATCH', `/roles/${role}`, {
    rights: { ...rights, objects: { ...objects, opportunity: { ...objects.opportunity, read: 'none' } } },
  })
  expect((await bo.request('GET', askedOf('/report-results', { ...ofDeals, measures: [count] }))).status).toBe(403)
  await ines.json('PATCH', `/roles/${role}`, { rights })
})

test('a report is empty in another workspace', async () => {
  const stranger = await world.as('stranger')
  const seen = await world.kernel.database.read(stranger.actor.workspaceId, (tx) =>
    runReport(readingFor(world.kernel, stranger, tx), { ...ofDeals, rows: [{ field: 'owner' }], measures: [count] }),
  )
  expect([seen.rows, seen.total.values]).toEqual([[], [0]])
})
