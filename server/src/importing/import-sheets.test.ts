import { existsSync, rmSync } from 'node:fs'
import type { AnyRecord, ImportRun, Page, Problem, SheetChoice } from '@tendero/model'
import { expect, test } from 'vitest'
import { openImports } from '../../test/imports.ts'
import { textSheet, workbookOf } from '../../test/workbook.ts'
import { importFiles } from './import-files.ts'

const { world, dataDir, ines, upload, did, work } = await openImports()

type Rows = readonly (readonly string[])[]

const workbook = (sheets: Readonly<Record<string, Rows>>) =>
  workbookOf(...Object.entries(sheets).map(([name, rows]) => textSheet(name, rows)))

/** A company's books: deals before those whom they are with. */
const books = (suffix: string, more: Rows = []) => ({
  Oportunidades: [
    ['Name', 'Account', 'Amount', 'Stage'],
    [`Deal ${suffix}`, `Acme ${suffix}`, '1200', 'Qualification'],
    [`Lost ${suffix}`, `Nobody ${suffix}`, '1', 'Qualification'],
  ],
  Contacts: [['First name', 'Last name', 'Account'], ['Ana', `Tamm ${suffix}`, `Acme ${suffix}`], ...more],
  Accounts: [
    ['Name', 'Parent account', 'Employees'],
    [`Acme ${suffix}`, `Holding ${suffix}`, '12'],
    [`Holding ${suffix}`, '', 'x'],
    [`Holding ${suffix}`, '', '1'],
  ],
  Jottings: [['just a text'], ['and another']],
})

const choices: readonly SheetChoice[] = [
  { sheet: 'Oportunidades', object: 'opportunity' },
  { sheet: 'Contacts', object: 'contact' },
  { sheet: 'Accounts', object: 'account' },
]

async function grouped(run: ImportRun, sheets = choices): Promise<readonly ImportRun[]> {
  const answer = await ines.request('POST', `/imports/${run.id}/sheets`, { sheets })
  expect([answer.status, answer.status === 200 ? '' : await answer.clone().text()]).toEqual([200, ''])
  return ((await answer.json()) as { items: ImportRun[] }).items
}

const get = (run: ImportRun) => ines.json<ImportRun>('GET', `/imports/${run.id}`)

async function titles(collection: string, suffix: string): Promise<readonly string[]> {
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'contains', value: suffix }))
  const { items } = await ines.json<Page<AnyRecord>>('GET', `/${collection}?filter=${filter}&sort=name`)
  return items.map((item) => String(item.name))
}

test('sheets are imported in the order of their references, checked, run and taken back as one', async () => {
  const run = await upload('opportunity', await workbook(books('one')), { name: 'Books.xlsx' })
  expect(run.sheets).toEqual([
    { name: 'Oportunidades', object: 'opportunity' },
    { name: 'Contacts', object: 'contact' },
    { name: 'Accounts', object: 'account' },
    { name: 'Jottings', object: null },
  ])
  expect(run.group).toEqual([])
  const members = await grouped(run)
  expect(members.map(({ id, setup }) => [setup.object, setup.format.sheet, id === run.id])).toEqual([
    ['account', 'Accounts', true],
    ['opportunity', 'Oportunidades', false],
    ['contact', 'Contacts', false],
  ])
  const [accounts, deals, contacts] = members
  if (!accounts || !deals || !contacts) throw new Error('no members')
  expect(deals.group.map(({ id }) => id)).toEqual(members.map(({ id }) => id))

  // A dry run knows what earlier sheets would make, and only that.
  await did(contacts, 'rehearsal')
  const checked = await Promise.all(members.map(get))
  expect(checked.map(({ state, rows: { good, bad } }) => [state, good, bad])).toEqual([
    ['checked', 2, 1],
    ['checked', 1, 1],
    ['checked', 1, 0],
  ])
  expect(checked[1]?.problems).toMatchObject([{ row: 2, field: 'account', value: 'Nobody one', code: 'not_found' }])
  expect(await titles('accounts', 'one')).toEqual([])

  await did(deals, 'run')
  const done = await Promise.all(members.map(get))
  expect(done.map(({ state, rows }) => [state, rows.created, rows.bad])).toEqual([
    ['done', 2, 1],
    ['done', 1, 1],
    ['done', 1, 0],
  ])
  expect(new Set(done.map(({ operationId }) => operationId)).size).toBe(1)
  expect(await titles('accounts', 'one')).toEqual(['Acme one', 'Holding one'])
  const { items } = await ines.json<Page<AnyRecord>>('GET', '/contacts?search=Tamm')
  expect(items).toMatchObject([{ name: 'Ana Tamm one', titles: { account: 'Acme one' } }])
  expect(done[0]?.group).toMatchObject([
    { sheet: 'Accounts', object: 'account', state: 'done', good: 2, bad: 1 },
    { sheet: 'Oportunidades', object: 'opportunity', state: 'done', good: 1, bad: 1 },
    { sheet: 'Contacts', object: 'contact', state: 'done', good: 1, bad: 0 },
  ])

  await did(accounts, 'reversal')
  expect((await Promise.all(members.map(get))).map(({ state }) => state)).toEqual(['reverted', 'reverted', 'reverted'])
  for (const collection of ['accounts', 'opportunities', 'contacts'])
    expect([collection, await titles(collection, 'one')]).toEqual([collection, []])
})

test('a sheet of which nothing fits is taken back with the others', async () => {
  const run = await upload('account', await workbook(books('two')))
  const members = await grouped(run, [
    { sheet: 'Accounts', object: 'account' },
    { sheet: 'Jottings', object: 'product' },
  ])
  const notes = members[1]
  if (!notes) throw new Error('no second sheet')
  await ines.json('PATCH', `/imports/${notes.id}`, { ...notes.setup, mapping: [{ column: 0, field: 'price' }] })
  await did(run, 'run')
  expect(await get(notes)).toMatchObject({ state: 'done', rows: { good: 0 }, operationId: expect.any(String) })
  await did(notes, 'reversal')
  expect(await titles('accounts', 'two')).toEqual([])
})

test('the sheets can be chosen anew before anything is written', async () => {
  const run = await upload('account', await workbook(books('three')))
  const [, second] = await grouped(run)
  const again = await grouped(run, [{ sheet: 'Contacts', object: 'contact' }])
  expect(again).toMatchObject([{ id: run.id, group: [], setup: { object: 'contact' } }])
  expect((await ines.request('GET', `/imports/${second?.id}`)).status).toBe(404)
  await did(run, 'run')
  expect((await ines.request('POST', `/imports/${run.id}/sheets`, { sheets: choices })).status).toBe(409)
})

test('an interrupted import of several sheets goes on with the next one', async () => {
  const run = await upload('account', await workbook(books('four')))
  const members = await grouped(run)
  const deals = members[1]
  if (!deals) throw new Error('no second sheet')
  // The file of the second sheet is gone when its turn comes.
  const { file } = importFiles(dataDir, world.workspaceId, deals.id)
  expect(existsSync(file)).toBe(true)
  await ines.request('POST', `/imports/${run.id}/run`, {})
  rmSync(file)
  await work()
  expect((await Promise.all(members.map(get))).map(({ state }) => state)).toEqual(['done', 'failed', 'failed'])
  expect(await titles('accounts', 'four')).toHaveLength(2)
  const back = await did(run, 'reversal')
  expect(back.state).toBe('reverted')
  expect(await titles('accounts', 'four')).toEqual([])
})

test('a check that is cancelled goes to no other sheet', async () => {
  const run = await upload('account', await workbook(books('five')))
  const members = await grouped(run)
  await ines.request('POST', `/imports/${run.id}/rehearsal`, {})
  await ines.request('POST', `/imports/${run.id}/cancellation`, {})
  await work()
  expect((await Promise.all(members.map(get))).map(({ state }) => state)).toEqual([
    'cancelled',
    'cancelled',
    'cancelled',
  ])
})

test.each([
  ['no sheet', [], 422, 'invalid_input'],
  ['a sheet twice', [choices[2], choices[2]], 422, 'invalid_input'],
  ['a sheet that is not there', [{ sheet: 'Nowhere', object: 'account' }], 422, 'unknown_sheet'],
  ['an object that takes no files', [{ sheet: 'Accounts', object: 'role' }], 422, 'invalid_input'],
])('%s is refused', async (_what, sheets, status, code) => {
  const run = await upload('account', await workbook(books('six')))
  const answer = await ines.request('POST', `/imports/${run.id}/sheets`, { sheets })
  expect([answer.status, ((await answer.json()) as Problem).code]).toEqual([status, code])
})

test('a text has no sheets to be grouped', async () => {
  const run = await upload('account', 'Name\nA\n')
  const answer = await ines.request('POST', `/imports/${run.id}/sheets`, { sheets: choices })
  expect(((await answer.json()) as Problem).code).toBe('not_a_workbook')
})
