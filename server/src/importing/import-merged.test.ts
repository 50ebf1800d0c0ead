import type { AnyRecord, MergeResult } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { openImports } from '../../test/imports.ts'

let the: Awaited<ReturnType<typeof openImports>>

beforeAll(async () => {
  the = await openImports()
})

const account = (values: object) => the.ines.json<AnyRecord>('POST', '/accounts', values)

test('a row that names a merged record by its id outside changes the one that stayed', async () => {
  const stays = await account({ name: 'Zubizarreta', externalId: 'E-1' })
  const goes = await account({ name: 'Zubizarreta bis', externalId: 'E-2' })
  const further = await account({ name: 'Zubizarreta ter', externalId: 'E-3' })
  const merge = (master: AnyRecord, loser: AnyRecord) =>
    the.ines.json<MergeResult>('POST', '/merges', {
      object: 'account',
      master: master.id,
      records: [master.id, loser.id],
    })
  await merge(goes, further)
  await merge(stays, goes)
  const run = await the.patch(await the.upload('account', 'External id,Sector\nE-3,Retail\nE-9,Food\n'), {
    updateBy: 'externalId',
  })
  const checked = await the.did(run, 'rehearsal')
  expect(checked.problems).toMatchObject([{ row: 2, field: 'name', code: 'required' }])
  expect(checked.rows).toMatchObject({ updated: 1, bad: 1 })
  await the.did(checked, 'run')
  expect(await the.ines.json('GET', `/accounts/${stays.id}`)).toMatchObject({ sector: 'Retail', externalId: 'E-1' })
})

test('a record that has the id outside now is meant before one that had it', async () => {
  const stays = await account({ name: 'Quintanilla', externalId: 'Q-1' })
  const goes = await account({ name: 'Quintanilla bis', externalId: 'Q-2' })
  await the.ines.json('POST', '/merges', { object: 'account', master: stays.id, records: [stays.id, goes.id] })
  const anew = await account({ name: 'Orbaneja', externalId: 'Q-2' })
  const run = await the.patch(await the.upload('account', 'External id,Sector\nQ-2,Retail\n'), {
    updateBy: 'externalId',
  })
  await the.did(await the.did(run, 'rehearsal'), 'run')
  expect(await the.ines.json('GET', `/accounts/${anew.id}`)).toMatchObject({ sector: 'Retail' })
  expect((await the.ines.json<AnyRecord>('GET', `/accounts/${stays.id}`)).sector).not.toBe('Retail')
})
