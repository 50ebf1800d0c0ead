import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportDefinition, Rights } from '@tendero/model'
import { expect, test } from 'vitest'
import type { Browser } from '../../test/http.ts'
import { amount, askedOf, ofDeals, openReportedDeals, won } from '../../test/reported-deals.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { cellsOf } from '../../test/workbook.ts'

const { world, bo, ines } = await openReportedDeals()
const folder = suiteFolder()

async function sheetOf(answer: Response): Promise<readonly (readonly string[])[]> {
  const file = join(folder, 'report.xlsx')
  writeFileSync(file, new Uint8Array(await answer.arrayBuffer()))
  return cellsOf(file)
}

test('a report leaves as a file of the reader', async () => {
  const file = (who: Browser, definition: ReportDefinition, format: string) =>
    who.request('GET', askedOf(`/report-results/file?name=Deals&format=${format}`, definition))
  const pivot: ReportDefinition = {
    ...ofDeals,
    kind: 'pivot',
    filter: won,
    rows: [{ field: 'closedOn', part: 'quarter' }],
    across: { field: 'owner' },
    measures: [amount],
  }
  const answer = await file(ines, pivot, 'csv')
  expect(answer.headers.get('content-disposition')).toContain('Deals.csv')
  expect((await answer.text()).replace('\ufeff', '').split('\r\n')).toEqual([
    'Closed on,Ana: Sum: Amount (EUR),Bo: Sum: Amount (EUR),Total: Sum: Amount (EUR)',
    '2025-11-01,100.01,,100.01',
    '2026-02-01,43.33,,43.33',
    '2026-05-01,,1.00,1.00',
    'Total,143.34,1.00,144.34',
    '',
  ])
  const table: ReportDefinition = {
    object: 'opportunity',
    kind: 'table',
    columns: ['account.name', 'amount'],
    sort: 'amount',
  }
  expect((await (await file(bo, table, 'csv')).text()).replace('\ufeff', '').split('\r\n')).toEqual([
    'Account › Name,Amount,Amount (currency)',
    'Mar,1.00,EUR',
    '',
  ])
  expect((await sheetOf(await file(ines, pivot, 'xlsx'))).slice(1)).toEqual([
    ['2025-11-01', '100.01', '', '100.01'],
    ['2026-02-01', '43.33', '', '43.33'],
    ['2026-05-01', '', '1', '1'],
    ['Total', '143.34', '1', '144.34'],
  ])
  expect((await file(ines, pivot, 'pdf')).status).toBe(422)
  const role = await world.roleId('Representative')
  const { rights } = await ines.json<{ rights: Rights }>('GET', `/roles/${role}`)
  await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, actions: [] } })
  expect((await file(bo, table, 'csv')).status).toBe(403)
  await ines.json('PATCH', `/roles/${role}`, { rights })
})
