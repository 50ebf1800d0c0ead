import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyRecord, ImportRun, Page, Problem, SheetCell } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { openImports } from '../../test/imports.ts'
import { workbookOf, workbookParts, writeZip } from '../../test/workbook.ts'
import type { Sheet } from '../formats/workbook/write-workbook.ts'
import { importFiles } from './import-files.ts'

const { world, dataDir, ines, upload, patch, did } = await openImports()

const text = (value: string): SheetCell => ({ kind: 'text', text: value })
const number = (value: number): SheetCell => ({ kind: 'number', value: String(value) })

const accounts = (...rows: SheetCell[][]): Sheet => ({
  name: 'Cuentas',
  heads: ['Name', 'Employees', 'Annual revenue', 'Established in'],
  rows,
})

async function contacts(): Promise<readonly AnyRecord[]> {
  return (await ines.json<Page<AnyRecord>>('GET', '/contacts?limit=100')).items
}

describe('a workbook', () => {
  test('is imported with its numbers, dates and rights, and taken back', async () => {
    const before = (await contacts()).length
    const sheet: Sheet = {
      name: 'Contacts',
      heads: ['First name', 'Last name', 'Birthday', 'Phone', 'External id'],
      rows: [
        [text('Ana'), text('Tamm'), { kind: 'date', day: '1980-03-31' }, number(612345678), number(34_612_345_678_901)],
        [text('Bo'), text('Rebane'), text('31/12/1979'), null, text('=1+1')],
      ],
    }
    const run = await upload('contact', await workbookOf(sheet), { name: 'People.xlsx' })
    expect(run).toMatchObject({
      source: 'xlsx',
      sheets: [{ name: 'Contacts', object: 'contact' }],
      setup: { object: 'contact', format: { sheet: 'Contacts', header: true, decimal: '.', dateOrder: 'dmy' } },
    })
    const checked = await did(run, 'rehearsal')
    expect([checked.state, checked.rows, checked.problems]).toMatchObject(['checked', { good: 2, bad: 0 }, []])
    expect(await did(run, 'run')).toMatchObject({ state: 'done', rows: { created: 2 } })
    expect(await contacts()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Ana Tamm', birthday: '1980-03-31', externalId: '34612345678901' }),
        expect.objectContaining({ name: 'Bo Rebane', birthday: '1979-12-31', externalId: '=1+1' }),
      ]),
    )
    expect(await did(run, 'reversal')).toMatchObject({ state: 'reverted' })
    expect(await contacts()).toHaveLength(before)
  })

  test('has its rows of formulas that failed refused, and the rest imported', async () => {
    const path = await writeZip(
      join(dataDir, 'errors.xlsx'),
      workbookParts(
        `<sheetData><row><c t="str"><v>Name</v></c><c t="str"><v>Employees</v></c></row>
         <row><c t="str"><v>Sum</v></c><c><f>2*2</f><v>4</v></c></row>
         <row><c t="e"><f>A9</f><v>#N/A</v></c><c t="e"><v>#DIV/0!</v></c></row></sheetData>`,
      ),
    )
    const run = await did(await upload('account', new Uint8Array(readFileSync(path))), 'rehearsal')
    expect(run.rows).toMatchObject({ good: 1, bad: 1 })
    expect(run.problems).toEqual([
      { row: 2, field: 'name', value: '#N/A', code: 'formula_error' },
      { row: 2, field: 'employees', value: '#DIV/0!', code: 'formula_error' },
    ])
  })

  test('is read by another sheet when that is chosen', async () => {
    const other: Sheet = { name: 'Menschen', heads: ['First name', 'Last name'], rows: [[text('Kai'), text('Saar')]] }
    const empty: Sheet = { name: 'Leer', heads: [], rows: [] }
    const run = await upload('contact', await workbookOf(accounts([text('Acme')]), empty, other))
    expect(run.sheets).toEqual([
      { name: 'Cuentas', object: 'account' },
      { name: 'Menschen', object: 'contact' },
    ])
    expect(run.setup.format.sheet).toBe('Menschen')
    const changed = await patch(run, { object: 'account', format: { ...run.setup.format, sheet: 'Cuentas' } })
    expect(changed.columns.map(({ name }) => name)).toEqual(['Name', 'Employees', 'Annual revenue', 'Established in'])
    expect(changed.setup.mapping.map(({ field }) => field)).toEqual(['name', 'employees', 'revenue', 'establishedIn'])
    expect(await ines.json('GET', `/imports/${run.id}/preview`)).toMatchObject({ rows: [{ 0: 'Name' }, ['Acme']] })
    const refused = await ines.request('PATCH', `/imports/${run.id}`, {
      ...run.setup,
      format: { ...run.setup.format, sheet: 'Nowhere' },
    })
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([422, 'unknown_sheet'])
  })

  test('of more than 100,000 rows is refused, with the number', async () => {
    function* rows() {
      for (let i = 0; i <= 100_000; i += 1) yield [text(`A${i}`), number(i)]
    }
    const answer = await ines.send(
      'POST',
      '/imports?object=account&name=x.xlsx',
      await workbookOf({ ...accounts(), rows: rows() }),
    )
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { code: 'too_many_rows', details: { most: 100_000 } },
    ])
  }, 60_000)

  test('leaves nothing behind when it is refused', async () => {
    const id = (run: ImportRun) => importFiles(dataDir, world.workspaceId, run.id)
    const kept = await upload('account', await workbookOf(accounts([text('Acme')])))
    expect([existsSync(id(kept).file), existsSync(id(kept).original)]).toEqual([true, true])
    const damaged = (await workbookOf(accounts([text('Acme')]))).slice(0, 900)
    expect((await ines.send('POST', '/imports?object=account&name=x.xlsx', damaged)).status).toBe(422)
    const files = readdirSync(id(kept).folder).filter((name) => !name.startsWith('.'))
    const known = (await ines.json<{ items: ImportRun[] }>('GET', '/imports')).items.map((run) => run.id)
    expect(files.filter((name) => !known.includes(name.split('.')[0] ?? ''))).toEqual([])
  })
})

describe('another file is refused by name', () => {
  const reference = join(process.env.TENDERO_REFERENCE_DATA ?? '', '09-interop', 'spreadsheets')

  test.skipIf(!existsSync(reference)).each([
    ['RkNumber.xls', 'RkNumber.xls', 'format_not_read', '.xls'],
    ['1904__1904.ods', '1904__1904.ods', 'format_not_read', '.ods'],
    ['AutoFilter.ods', 'renamed.xlsx', 'format_not_read', '.ods'],
    ['RkNumber.xls', 'closed.xlsx', 'protected_workbook', undefined],
  ])('%s as %s: %s', async (file, name, code, format) => {
    const content = new Uint8Array(readFileSync(join(reference, file)))
    const answer = await ines.send('POST', `/imports?object=account&name=${name}`, content)
    const problem = (await answer.json()) as Problem
    expect([answer.status, problem.code, problem.details?.format]).toEqual([422, code, format])
  })

  test
    .skipIf(!existsSync(reference))
    .each(['1904__1900.xlsx', '1904__1904.xlsx', 'Attendance.xlsx', 'DataTypesFormats.xlsx', 'LONumbers.xlsx'])(
    '%s is taken',
    async (file) => {
      const run = await upload('account', new Uint8Array(readFileSync(join(reference, file))), { name: file })
      expect(run.columns.length).toBeGreaterThan(1)
    },
  )
})

describe('a sample file', () => {
  test('is a spreadsheet with custom fields, typed cells and lists to choose from, and is understood again', async () => {
    await ines.json('POST', '/custom-fields', {
      object: 'opportunity',
      label: 'Channel',
      kind: 'choice',
      options: {
        choices: [
          { value: 'fair', label: 'Fair, spring' },
          { value: 'web', label: 'Web' },
        ],
      },
    })
    const answer = await ines.request('GET', '/imports/sample?object=opportunity&format=xlsx')
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      'attachment; filename="opportunities.xlsx"; filename*=UTF-8\'\'opportunities.xlsx',
    ])
    const content = new Uint8Array(await answer.arrayBuffer())
    const file = join(dataDir, 'sample.xlsx')
    writeFileSync(file, content)
    const xml = (part: string) => execFileSync('unzip', ['-p', file, `xl/${part}`]).toString()
    expect(xml('workbook.xml')).toContain('<sheet name="Choices" sheetId="2" state="hidden"')
    expect(xml('worksheets/sheet1.xml')).toMatch(
      /<dataValidation type="list"[^>]*><formula1>'Choices'!\$A\$2:\$A\$\d+</,
    )
    expect(xml('worksheets/sheet2.xml')).toContain('Fair, spring')
    const run = await upload('opportunity', content, { name: 'sample.xlsx' })
    expect(run.sheets).toEqual([{ name: 'Opportunities', object: 'opportunity' }])
    expect(run.columns.filter((column) => !run.setup.mapping.some((one) => one.column === column.index))).toEqual([])
    expect(run.columns.map(({ name }) => name)).toContain('Channel')
    const checked = await did(run, 'rehearsal')
    expect([checked.rows, checked.problems]).toMatchObject([{ read: 1 }, []])
  })

  test.each([
    ['accounts', 'account'],
    ['leads', 'lead'],
    ['products', 'product'],
    ['contacts', 'contact'],
  ])('of %s can be imported as it is, in both formats', async (_collection, object) => {
    for (const format of ['csv', 'xlsx']) {
      const answer = await ines.request('GET', `/imports/sample?object=${object}&format=${format}`)
      const run = await upload(object, new Uint8Array(await answer.arrayBuffer()), { name: `sample.${format}` })
      const checked = await did(run, 'rehearsal')
      expect([format, checked.rows, checked.problems]).toMatchObject([format, { good: 1, bad: 0 }, []])
    }
  })

  test('is of a format that there is', async () => {
    expect((await ines.request('GET', '/imports/sample?object=account&format=ods')).status).toBe(422)
  })
})
