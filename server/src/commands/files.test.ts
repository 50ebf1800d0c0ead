import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, test } from 'vitest'
import { bundled } from '../../test/bundle.ts'
import { startProgram } from '../../test/program.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld } from '../../test/world.ts'
import { workbookStream } from '../formats/workbook/write-workbook.ts'

const folder = suiteFolder()
const [main, world] = await Promise.all([bundled('src/main.ts'), openWorld()])

async function tendero(...words: string[]): Promise<[number | null, string]> {
  const program = startProgram(main, words, { DATABASE_URL: world.ownerUrl, TENDERO_DATA: folder, PORT: '3999' })
  return [await program.ended, program.lines.join('\n')]
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const here = ['--workspace', world.slug]

test('a file is tried, repaired, imported and exported', { timeout: 60_000 }, async () => {
  await world.add('ines', 'account', { name: 'Acme' })
  const path = file('customers.csv', 'Firma;Sector;Mutter;Wert\nUno;a;Acme;1,5\nDos;b;Acmee;2\n')
  const options = [
    path,
    '--object',
    'account',
    '--map',
    'Firma=name',
    '--map',
    'Mutter=parent.name',
    '--map',
    'Wert=revenue',
  ]
  const [tried, said] = await tendero('import', ...options, '--dry-run', '--rejects', join(folder, 'bad.csv'), ...here)
  expect(said.split('\n')).toEqual([
    'row 2: parent: not_found (Acmee)',
    "parent has no Acmee (1 rows); did you mean Acme? --replace 'parent:Acmee=Acme'",
    '2 rows (utf-8, ;): 1 would be created, 0 updated, 1 refused.',
  ])
  expect(tried).toBe(1)
  expect(readFileSync(join(folder, 'bad.csv'), 'utf8')).toContain('Dos;b;Acmee;2;2;parent: not_found (Acmee)')
  expect(
    await tendero('import', ...options, '--replace', 'parent:Acmee=Acme', '--set', 'kind=person', ...here),
  ).toEqual([0, '2 rows (utf-8, ;): 2 created, 0 updated, 0 refused.'])
  const filter = JSON.stringify({ field: 'parent', op: 'is_not_empty' })
  const out = join(folder, 'out.csv')
  const fields = 'name,parent,revenue,kind'
  expect((await tendero('export', 'account', '--filter', filter, '--fields', fields, '--out', out, ...here))[0]).toBe(0)
  expect(readFileSync(out, 'utf8').replace('\ufeff', '').split('\r\n').sort()).toEqual([
    '',
    'Dos,Acme,2.00,EUR,person',
    'Name,Parent account,Annual revenue,Annual revenue (currency),Kind',
    'Uno,Acme,1.50,EUR,person',
  ])
})

test.each([
  [['import', 'nowhere.csv', '--object', 'account'], 'There is no file nowhere.csv to import.'],
  [['import', file('a.csv', 'name\nA\n'), ...here], 'Say what the rows are: --object account'],
  [['import', file('a.csv', 'name\nA\n'), '--object', 'thing', ...here], 'There is no object thing.'],
  [
    ['import', file('a.csv', 'name\nA\n'), '--object', 'account'],
    /There are several workspaces; add --workspace with one of/,
  ],
  [
    ['import', file('a.csv', 'name\nA\n'), '--object', 'account', '--as', 'ana@example.com', ...here],
    'The import was refused: forbidden {"action":"import"}',
  ],
  [
    ['import', file('a.csv', 'name\nA\n'), '--object', 'account', '--map', 'b=name', ...here],
    /The file has no column b/,
  ],
  [['export', 'thing', ...here], /Say which object: /],
  [['export', 'account', '--filter', '{', ...here], 'The filter is no JSON: {'],
])('%j is refused in one line', async (words, expected) => {
  const [code, output] = await tendero(...words)
  expect(output).toMatch(expected)
  expect([code, output.split('\n').length]).toEqual([1, 1])
})

test('a sheet of a workbook is imported by its name', { timeout: 60_000 }, async () => {
  const path = join(folder, 'book.xlsx')
  const cell = (text: string) => ({ kind: 'text', text }) as const
  const sheets = [
    { name: 'First', heads: ['A'], rows: [[cell('x')]] },
    { name: 'Firmas', heads: ['Firma', 'Alta'], rows: [[cell('Tres'), { kind: 'number', value: '1999' } as const]] },
  ]
  await pipeline(workbookStream(sheets), createWriteStream(path))
  const words = [path, '--object', 'account', '--sheet', 'Firmas', '--map', 'Firma=name', '--map', 'Alta=establishedIn']
  expect(await tendero('import', ...words, ...here)).toEqual([0, '1 rows (Firmas): 1 created, 0 updated, 0 refused.'])
  const [, said] = await tendero('import', path, '--object', 'account', '--sheet', 'Nada', ...here)
  expect(said).toBe('The import was refused: unknown_sheet')
})

test('people are listed, added, reset and deactivated', { timeout: 60_000 }, async () => {
  expect((await tendero('user', 'list', ...here))[1]).toMatch(
    /^ana@example\.com {2}Ana {2}\(Representative, North East\)$/m,
  )
  expect(
    await tendero('user', 'add', 'eva@example.com', '--name', 'Eva', '--role', 'Manager', '--team', 'North', ...here),
  ).toEqual([0, expect.stringMatching(/^Eva is there; .* http:\/\/127\.0\.0\.1:3999\/invitation\/\S+$/)])
  expect((await tendero('user', 'reset', 'EVA@example.com', ...here))[1]).toMatch(/a new one is chosen at http/)
  expect(await tendero('user', 'deactivate', 'eva@example.com', ...here)).toEqual([0, 'Eva can no longer sign in.'])
  expect((await tendero('user', 'list', ...here))[1]).toMatch(/eva@example\.com .*inactive/)
  expect(await tendero('user', 'deactivate', 'ines@example.com', ...here)).toEqual([1, 'Refused: last_administrator'])
})

test('the pipeline of a folder becomes a company of its own, and the demo keeps away from another one', {
  timeout: 90_000,
}, async () => {
  const nowhere = await tendero('demo', 'pipeline', '--from', folder)
  expect(nowhere).toEqual([1, `${folder} holds no file accounts*.csv; demo/pipeline has a whole set.`])
  expect(await tendero('demo', 'opera')).toEqual([2, 'There is no demo opera. There is: pipeline.'])
  expect(await tendero('demo')).toEqual([1, expect.stringMatching(/^There is no demo company/)])
})
