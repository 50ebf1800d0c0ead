import type { AnyRecord, ImportRun } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { openImports } from '../../test/imports.ts'
import { keptStatements } from '../kernel/statement-log.ts'

const { world, ines, upload, patch, did } = await openImports()

/** What a run refuses, row by row. */
const refused = ({ rows: { read, good, bad }, problems }: ImportRun) => ({
  rows: { read, good, bad },
  problems: problems.map(({ row, field, code }) => [row, field, code]),
})

/** More rows than go in one transaction, before those that matter. */
const filler = (columns: number) =>
  Array.from({ length: 520 }, (_, index) => `Filler ${index}${','.repeat(columns - 1)}`).join('\n')
const fillerRows = 520

async function bothOf(run: ImportRun) {
  const rehearsed = refused(await did(run, 'rehearsal'))
  const done = refused(await did(run, 'run'))
  expect(rehearsed).toEqual(done)
  return done.problems
}

describe('a dry run refuses what the import refuses', () => {
  let number: AnyRecord

  beforeAll(async () => {
    const field = (values: object) => ines.json<AnyRecord>('POST', '/custom-fields', { object: 'account', ...values })
    number = await field({
      label: 'Customer number',
      kind: 'autoNumber',
      options: { pattern: 'C-{0000}', startAt: 9000 },
    })
    const large = { field: 'employees', op: 'at_least', value: 100 }
    await field({ label: 'Concierge', kind: 'text', options: { requiredWhen: large } })
    await field({ label: 'Discount', kind: 'integer', options: { readOnlyWhen: large } })
    await field({ label: 'Nickname', kind: 'text', options: { shownWhen: { not: large } } })
    await world.add('ines', 'account', { name: 'Numbered', [String(number.name)]: 'C-0001' })
  })

  test('of numbers that others have, in the workspace or earlier in the file', async () => {
    const rows = ['Own,C-0100', 'Other,C-0001', 'Same,C-0100', 'Next,C-0101', filler(2), 'Later,C-0101', 'Last,C-0102']
    const run = await upload('account', `Name,Customer number\n${rows.join('\n')}\n`)
    expect(await bothOf(run)).toEqual([
      [2, number.name, 'number_taken'],
      [3, number.name, 'number_taken'],
      [fillerRows + 5, number.name, 'number_taken'],
    ])
  })

  test('of fields that a rule requires or does not show', async () => {
    const rows = [
      'Small,5,,3,Bit',
      'Bare,500,,,',
      'Well,500,Jo,,',
      'Closed,500,Jo,3,',
      'Hidden,500,Jo,,Big',
      'Both,500,,3,',
    ]
    const run = await upload('account', `Name,Employees,Concierge,Discount,Nickname\n${rows.join('\n')}\n`)
    expect(await bothOf(run)).toEqual([
      [2, 'c_concierge', 'required'],
      [5, 'c_nickname', 'not_shown'],
      [6, 'c_concierge', 'required'],
    ])
  })

  test('of changes of records, by what these hold', async () => {
    await world.add('ines', 'account', { name: 'Large', externalId: 'L', employees: 400, c_concierge: 'Jo' })
    const run = await upload('account', 'Name,External id,Discount\nLarge,L,3\nNew,N,4\n')
    expect(await bothOf(await patch(run, { updateBy: 'externalId' }))).toEqual([[1, 'c_discount', 'read_only']])
  })

  test('of what has to be unique, also far apart', async () => {
    const run = await upload('tag', `Name\nRed\n${filler(1)}\nRED\nFiller 7\nBlue\n`)
    expect(await bothOf(run)).toEqual([
      [fillerRows + 2, null, 'unique_violation'],
      [fillerRows + 3, null, 'unique_violation'],
    ])
  })

  test('of references that a rule requires, to earlier rows as to later ones', async () => {
    await ines.json('POST', '/custom-fields', {
      object: 'account',
      label: 'Guarantor',
      kind: 'reference',
      options: { object: 'account', requiredWhen: { field: 'sector', op: 'is', value: 'Bank' } },
    })
    const rows = [
      'Parent Bank,Other,',
      'Late,Bank,Very late',
      filler(3),
      'Early,Bank,Parent Bank',
      'None,Bank,',
      'Very late,Other,',
    ]
    const run = await upload('account', `Name,Sector,Guarantor\n${rows.join('\n')}\n`)
    expect(await bothOf(run)).toEqual([
      [2, 'c_guarantor', 'required'],
      [fillerRows + 4, 'c_guarantor', 'required'],
    ])
  })

  test('and tells no history or search of what it takes back, not even of what comes with its rows', async () => {
    const run = await upload('account', 'Name,E-mail,Parent account\nOne,one@example.com,New above\n')
    const mapping = run.setup.mapping.map((one) => (one.field === 'parent' ? { ...one, create: true } : one))
    await patch(run, { mapping })
    const before = new Set(keptStatements())
    const told = () =>
      keptStatements().filter((text) => !before.has(text) && /into tendero\.(history|search_doc)/.test(text))
    expect(await did(run, 'rehearsal')).toMatchObject({ rows: { good: 1, bad: 0 } })
    expect(told()).toEqual([])
    await did(run, 'run')
    expect(told()).not.toEqual([])
  })

  test('and leaves nothing behind', async () => {
    const count = () => ines.json<{ value: number }>('GET', '/accounts/count')
    const before = await count()
    const run = await upload('account', 'Name,Parent account\nOne,New parent\n')
    const mapping = run.setup.mapping.map((one) => (one.field === 'parent' ? { ...one, create: true } : one))
    await patch(run, { mapping })
    expect(await did(run, 'rehearsal')).toMatchObject({ rows: { good: 1, bad: 0 } })
    expect(await count()).toEqual(before)
    expect((await did(run, 'run')).rows).toMatchObject({ created: 1 })
    const next = await ines.json<AnyRecord>('POST', '/accounts', { name: 'Next number' })
    const last = await ines.json<AnyRecord>('POST', '/accounts', { name: 'Last number' })
    const value = (one: AnyRecord) => Number(String(one[String(number.name)]).slice(2))
    expect(value(last) - value(next)).toBe(1)
  })
})
