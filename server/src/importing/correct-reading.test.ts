import type { ImportRun } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld } from '../../test/world.ts'

const dataDir = suiteFolder()
let ines: Browser

beforeAll(async () => {
  ines = await browserOf(await openWorld({ dataDir }), 'ines')
})

test('a file that is read wrongly is previewed, and once corrected its columns are suggested anew', async () => {
  const answer = await ines.send(
    'POST',
    '/imports?object=account&name=file.csv',
    'Name|Sector\nAcme; Inc|toys\nBeta|food\n',
  )
  const run = (await answer.json()) as ImportRun
  const wrong = { ...run.setup, format: { ...run.setup.format, delimiter: ';' } }
  const misread = await ines.json<ImportRun>('PATCH', `/imports/${run.id}`, wrong)
  expect(misread.setup.mapping).toEqual([])
  expect(await ines.json('GET', `/imports/${run.id}/preview`)).toEqual({
    rows: [['Name|Sector'], ['Acme', ' Inc|toys'], ['Beta|food']],
  })
  const right = { ...misread.setup, format: { ...misread.setup.format, delimiter: '|' } }
  const read = await ines.json<ImportRun>('PATCH', `/imports/${run.id}`, right)
  expect(read.setup.mapping.map(({ column, field }) => [column, field])).toEqual([
    [0, 'name'],
    [1, 'sector'],
  ])
  expect(await ines.json('GET', `/imports/${run.id}/preview`)).toMatchObject({ rows: [['Name', 'Sector'], {}, {}] })
})
