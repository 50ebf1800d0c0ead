import { existsSync, writeFileSync } from 'node:fs'
import {
  type AnyRecord,
  type ImportRun,
  type Operations,
  type Problem,
  type RejectedRow,
  type Rights,
  sql,
  type UndoPreview,
} from '@tendero/model'
import { beforeEach, describe, expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { openImports } from '../../test/imports.ts'
import { routes } from '../http/app.ts'
import { newId } from '../kernel/identity.ts'
import { importFiles } from './import-files.ts'
import { removeImportFiles } from './remove-files.job.ts'
import { findImport } from './steer-import.action.ts'

const { world, dataDir, ines, upload, patch, did, work, find } = await openImports()
const ana = await browserOf(world, 'ana')

beforeEach(async () => {
  await world.kernel.database.direct.query('delete from tendero.outbox')
})

test('an import is written once when several take the work for theirs', async () => {
  const rows = Array.from({ length: 1_200 }, (_, index) => `Thrice ${index}`)
  const run = await did(await upload('account', `Name\n${rows.join('\n')}\n`), 'rehearsal')
  expect((await ines.request('POST', `/imports/${run.id}/run`, {})).status).toBe(202)
  const [job] = world.kernel.subscribers.filter(({ name }) => name === 'importing.run')
  const event = { id: run.id, workspaceId: world.workspaceId, topic: 'import.run', payload: { import: run.id } }
  await Promise.allSettled([1, 2, 3].map(() => job?.run(world.kernel, event)))
  // The queue gives the jobs again that found the work in other hands.
  await job?.run(world.kernel, event)
  expect(await ines.json('GET', `/imports/${run.id}`)).toMatchObject({
    state: 'done',
    rows: { created: 1_200, good: 1_200, bad: 0 },
  })
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'starts_with', value: 'Thrice ' }))
  expect(await ines.json('GET', `/accounts/count?filter=${filter}`)).toMatchObject({ value: 1_200 })
})

describe('bad rows', () => {
  test('are shown with what is wrong, corrected cell by cell, and imported so', async () => {
    const text = 'Name;Employees;Country\nGood;1;Spain\nBad;many;Spain\n;3;Spain\nWorse;x;Nowhere\n'
    const run = await did(await upload('account', text), 'rehearsal')
    expect(run.rows).toMatchObject({ good: 1, bad: 3 })
    const rejected = () => ines.json<{ items: RejectedRow[] }>('GET', `/imports/${run.id}/rejected-rows`)
    expect((await rejected()).items).toMatchObject([
      { row: 2, cells: ['Bad', 'many', 'Spain'], problems: [{ field: 'employees', value: 'many' }] },
      { row: 3, cells: ['', '3', 'Spain'], problems: [{ field: 'name', code: 'required' }] },
      { row: 4, cells: ['Worse', 'x', 'Nowhere'], problems: [{ field: 'employees' }, { field: 'address' }] },
    ])
    const first = await patch(run, { corrections: [{ row: 2, column: 1, text: '7' }] })
    const again = await did(first, 'rehearsal')
    expect([again.rows.bad, (await rejected()).items.map(({ row }) => row)]).toEqual([2, [3, 4]])
    const corrections = [
      ...(again.setup.corrections ?? []),
      { row: 3, column: 0, text: 'Named' },
      { row: 4, column: 1, text: '' },
      { row: 4, column: 2, text: 'Estonia' },
    ]
    expect(await did(await patch(again, { corrections }), 'rehearsal')).toMatchObject({ rows: { good: 4, bad: 0 } })
    expect((await rejected()).items).toEqual([])
    expect(await did(run, 'run')).toMatchObject({ state: 'done', rows: { created: 4, bad: 0 } })
    expect(await find('accounts', 'Bad')).toMatchObject([{ employees: 7 }])
    expect(await find('accounts', 'Worse')).toMatchObject([{ employees: null, address: { country: 'EE' } }])
    // The next file of the same columns is read as it stands.
    const next = await upload('account', text)
    expect(next.setup.corrections).toBeUndefined()
  })

  test('lose their corrections when the file is read otherwise', async () => {
    const run = await upload('account', 'Name;Employees\nA;x\n')
    const corrected = await patch(run, { corrections: [{ row: 1, column: 1, text: '1' }] })
    expect(corrected.setup.corrections).toHaveLength(1)
    const other = await patch(corrected, { format: { ...corrected.setup.format, header: false } })
    expect(other.setup.corrections).toBeUndefined()
  })

  test('take only corrections of cells', async () => {
    const run = await upload('account', 'Name\nA\n')
    const answer = await ines.request('PATCH', `/imports/${run.id}`, {
      ...run.setup,
      corrections: [{ row: 0, column: -1, text: 1 }],
    })
    expect(answer.status).toBe(422)
  })
})

describe('an import', () => {
  test('needs the right to import, and is seen by its person and administrators only', async () => {
    expect((await ana.send('POST', '/imports?object=account&name=x.csv', 'name\nA\n')).status).toBe(403)
    expect((await ana.request('GET', '/imports')).status).toBe(403)
    const marta = await browserOf(world, 'marta')
    const run = await upload('account', 'name\nOf Marta\n', { who: marta })
    expect((await marta.request('GET', `/imports/${run.id}`)).status).toBe(200)
    const other = await upload('account', 'name\nOf Ines\n')
    expect((await marta.request('GET', `/imports/${other.id}`)).status).toBe(404)
    expect((await ines.request('GET', `/imports/${run.id}`)).status).toBe(200)
    expect((await marta.send('POST', '/imports?object=product&name=x.csv', 'name\nA\n')).status).toBe(403)
  })

  test('cannot be taken back when a record was touched since, and can when that was taken back', async () => {
    const run = await upload('account', 'name\nTouched\nUntouched\n')
    const done = await did(run, 'run')
    const [touched] = await find('accounts', 'Touched')
    const change = await ines.request('PATCH', `/accounts/${touched?.id}`, { sector: 'x' })
    const refused = await ines.request('POST', `/imports/${done.id}/reversal`, {})
    expect(refused.status).toBe(409)
    expect((await refused.json()) as Problem).toMatchObject({
      code: 'operation_not_revertible',
      details: { touched: [{ object: 'account', id: touched?.id }] },
    })
    await ines.request('POST', `/operations/${change.headers.get('tendero-operation')}/reversal`)
    expect((await did(done, 'reversal')).state).toBe('reverted')
  })

  test('is taken back around what one keeps of what others changed since', async () => {
    const done = await did(await upload('account', 'name\nKept since\nGone again\n'), 'run')
    const [kept] = await find('accounts', 'Kept since')
    await ines.json('PATCH', `/accounts/${kept?.id}`, { sector: 'x' })
    const { conflicts } = await ines.json<UndoPreview>('GET', `/operations/${done.operationId}/reversal`)
    expect(conflicts).toMatchObject([{ object: 'account', record: kept?.id, kind: 'made' }])
    const answers = conflicts.map(({ object, record, field, version }) => ({
      object,
      record,
      field,
      version,
      choice: 'keep',
    }))
    expect((await ines.request('POST', `/imports/${done.id}/reversal`, { answers })).status).toBe(202)
    await work()
    expect(await ines.json('GET', `/imports/${done.id}`)).toMatchObject({ state: 'reverted', error: null })
    expect(await find('accounts', 'Kept since')).toMatchObject([{ id: kept?.id, sector: 'x' }])
    expect(await find('accounts', 'Gone again')).toEqual([])
  })

  test('is not taken back by words that nobody knows', async () => {
    const done = await did(await upload('account', 'name\nStays\n'), 'run')
    expect((await ines.request('POST', `/imports/${done.id}/reversal`, { rest: 'maybe' })).status).toBe(422)
    expect(await ines.json('GET', `/imports/${done.id}`)).toMatchObject({ state: 'done' })
  })

  test('keeps to the rights of its person: fields, and whose records may be changed', async () => {
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<AnyRecord & { rights: Rights }>('GET', `/roles/${role}`)
    const narrowed: Rights = {
      objects: { ...rights.objects, account: { create: 'all', read: 'all', edit: 'own', delete: 'none' } },
      fields: { account: { revenue: 'read_only', taxId: 'hidden' } },
      actions: ['import'],
    }
    await ines.json('PATCH', `/roles/${role}`, { rights: narrowed })
    await world.add('ines', 'account', { name: 'Not hers', externalId: 'N-1' })
    await world.add('ana', 'account', { name: 'Hers', externalId: 'N-2' })
    const text = 'External id,Name,Sector,Annual revenue,Tax number\nN-1,Not hers,x,1,1\nN-2,Hers,x,1,1\n'
    const run = await upload('account', text, { who: ana })
    expect(run.setup.mapping.map((one) => one.field)).toEqual(['externalId', 'name', 'sector'])
    for (const [field, code] of [
      ['revenue', 'read_only'],
      ['taxId', 'unknown_field'],
    ] as const) {
      const mapping = [...run.setup.mapping, { column: 3, field }]
      const refused = await ana.json<Problem>('PATCH', `/imports/${run.id}`, { ...run.setup, mapping })
      expect(refused).toMatchObject({ code: 'invalid_setup', fields: { [field]: { code } } })
    }
    await ana.json('PATCH', `/imports/${run.id}`, { ...run.setup, updateBy: 'externalId' })
    await ana.json('POST', `/imports/${run.id}/run`, {})
    await work()
    expect(await ana.json('GET', `/imports/${run.id}`)).toMatchObject({
      state: 'done',
      rows: { updated: 1, bad: 1 },
      problems: [{ row: 1, code: 'forbidden' }],
    })
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test('refuses a mapping to what may not be filled', async () => {
    const run = await upload('account', 'name,created\nA,b\n')
    const refused = await ines.request('PATCH', `/imports/${run.id}`, {
      ...run.setup,
      mapping: [
        { column: 0, field: 'createdAt' },
        { column: 1, field: 'nonsense' },
      ],
    })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      code: 'invalid_setup',
      fields: { createdAt: { code: 'read_only' }, nonsense: { code: 'unknown_field' } },
    })
  })

  test('goes on where it was interrupted, and writes nothing twice', async () => {
    const rows = Array.from({ length: 1_750 }, (_, i) => `Resumed ${i}`)
    const run = await upload('account', `name\n${rows.join('\n')}\n`)
    await ines.request('POST', `/imports/${run.id}/run`, {})
    await world.kernel.database.direct.query('delete from tendero.outbox')
    const stopping = new AbortController()
    const kernel = { ...world.kernel, stopping: stopping.signal }
    const job = world.kernel.subscribers.find((one) => one.topics.includes('import.run'))
    const event = { id: run.id, workspaceId: world.workspaceId, topic: 'import.run', payload: { import: run.id } }
    setTimeout(() => stopping.abort(), 120)
    await job?.run(kernel, event).catch(() => undefined)
    const half = await ines.json<ImportRun>('GET', `/imports/${run.id}`)
    expect(half.state === 'running' || half.state === 'done').toBe(true)
    await job?.run(world.kernel, event)
    expect(await ines.json('GET', `/imports/${run.id}`)).toMatchObject({ state: 'done', rows: { created: 1_750 } })
    const [{ n } = { n: 0 }] = await world.kernel.database.read(world.workspaceId, (tx) =>
      tx.rows<{ n: number }>(
        sql`select count(*) as n from app.account t where t.workspace_id = ${world.workspaceId} and t.name like 'Resumed %'`,
      ),
    )
    expect(n).toBe(1_750)
  })

  test('can be cancelled, and what it wrote be taken back', async () => {
    const rows = Array.from({ length: 1_500 }, (_, i) => `Cancelled ${i}`)
    const run = await upload('account', `name\n${rows.join('\n')}\n`)
    await ines.request('POST', `/imports/${run.id}/run`, {})
    await ines.request('POST', `/imports/${run.id}/cancellation`, {})
    await work()
    const cancelled = await ines.json<ImportRun>('GET', `/imports/${run.id}`)
    expect(cancelled).toMatchObject({ state: 'cancelled', rows: { created: 500 } })
    expect((await did(cancelled, 'reversal')).state).toBe('reverted')
    expect(await find('accounts', 'Cancelled 3')).toEqual([])
    const { items } = await ines.json<Operations>('GET', '/operations?kind=import&limit=1')
    expect(items[0]?.deed).toMatchObject({ kind: 'import', object: 'account', count: 500, file: 'file.csv' })
  })

  test('is taken back and done again from the list of operations, and says so', async () => {
    const done = await did(await upload('account', 'name\nFrom the list\n'), 'run')
    const state = async () => (await ines.json<ImportRun>('GET', `/imports/${done.id}`)).state
    const undone = await ines.json<{ operationId: string }>('POST', `/operations/${done.operationId}/reversal`, {})
    expect([await state(), await find('accounts', 'From the list')]).toEqual(['reverted', []])
    await ines.json('POST', `/operations/${undone.operationId}/reversal`, {})
    expect([await state(), (await find('accounts', 'From the list')).length]).toEqual(['done', 1])
    expect((await did(done, 'reversal')).state).toBe('reverted')
    expect(await find('accounts', 'From the list')).toEqual([])
  })

  test('is as narrow as the API key that began it', async () => {
    const role = await world.roleId('Manager')
    const { rights } = await ines.json<AnyRecord & { rights: Rights }>('GET', `/roles/${role}`)
    const { key } = await ines.json<{ key: string }>('POST', '/api-keys', { name: 'files', role })
    const call = async (method: string, path: string, body: string) =>
      routes(world.kernel, '/nowhere').request(`/api/v1${path}`, {
        method,
        body,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      })
    const run = (await (await call('POST', '/imports?object=account&name=k.csv', 'name\nBy key\n')).json()) as ImportRun
    await call('POST', `/imports/${run.id}/run`, '{}')
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, actions: [] } })
    await work()
    expect(await ines.json('GET', `/imports/${run.id}`)).toMatchObject({ state: 'failed', error: 'forbidden' })
    await ines.json('PATCH', `/roles/${role}`, { rights })
  })

  test('does not make what a word alone cannot make', async () => {
    const run = await upload('account', 'name,owner\nA,Nobody\n')
    const mapping = run.setup.mapping.map((one) => ({ ...one, create: one.field === 'owner' }))
    expect(await ines.json('PATCH', `/imports/${run.id}`, { ...run.setup, mapping })).toMatchObject({
      code: 'invalid_setup',
      fields: { owner: { code: 'cannot_create' } },
    })
  })

  test('whose worker died is told as failed, unless one that starts again may yet take it up', async () => {
    const run = await upload('account', 'name\nDead\n')
    await world.kernel.database.direct.query(
      `update tendero.import set state = 'running', updated_at = now() - interval '1 hour' where id = $1`,
      [run.id],
    )
    const restarted = { ...world.kernel, beganAt: new Date() }
    expect(await findImport(restarted, await world.as('ines'), run.id)).toMatchObject({ state: 'running', error: null })
    expect(await ines.json('GET', `/imports/${run.id}`)).toMatchObject({ state: 'failed', error: 'interrupted' })
    expect(await did(run, 'run')).toMatchObject({ state: 'done', rows: { created: 1 } })
  })

  test('loses its file thirty days after it was last touched, and can still be taken back', async () => {
    const run = await upload('account', 'Name\nKept for a month\n')
    await did(run, 'run')
    const { file } = importFiles(dataDir, world.workspaceId, run.id)
    const stray = importFiles(dataDir, world.workspaceId, newId()).file
    writeFileSync(stray, 'Name\n')
    const after = (days: number) =>
      removeImportFiles.run({ ...world.kernel, now: () => new Date(Date.now() + days * 86_400_000) })
    await after(0)
    expect([existsSync(file), existsSync(stray)]).toEqual([true, true])
    await after(29)
    expect([existsSync(file), existsSync(stray)]).toEqual([true, false])
    await after(31)
    expect(existsSync(file)).toBe(false)
    for (const answer of [
      await ines.request('GET', `/imports/${run.id}/preview`),
      await ines.request('PATCH', `/imports/${(await did(run, 'reversal')).id}`, {
        ...run.setup,
        format: { ...run.setup.format, delimiter: ';' },
      }),
      await ines.request('POST', `/imports/${run.id}/run`, {}),
      await ines.request('POST', `/imports/${run.id}/rehearsal`, {}),
    ])
      expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([409, 'import_file_gone'])
    expect(await find('accounts', 'Kept for a month')).toEqual([])
  })
})
