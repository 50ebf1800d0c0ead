import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { asOwner } from '../platform/owner-connection.ts'
import { migrate, migrationsToApply } from './migrations.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A migrations folder with these files. */
function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'tendero-migrations-'))
  folders.push(folder)
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql)
  return folder
}

async function values(ownerUrl: string, query: string): Promise<unknown[]> {
  return asOwner(ownerUrl, async (client) => (await client.query({ text: query, rowMode: 'array' })).rows.flat())
}

const twoFiles = {
  '0001_first.sql': `create table first (id int);\ninsert into first values (1); -- one; only`,
  '0002_second.sql': `create function twice(n int) returns int language sql as $$ select n; select n * 2; $$;`,
}

test('applies what is missing, in order, and nothing twice', async () => {
  const { ownerUrl } = await testDatabase({ empty: true })
  const folder = folderOf(twoFiles)
  expect(await migrate(ownerUrl, folder)).toEqual(['0001_first.sql', '0002_second.sql'])
  expect(await migrate(ownerUrl, folder)).toEqual([])
  writeFileSync(join(folder, '0003_third.sql'), 'insert into first values (twice(1))')
  expect(await asOwner(ownerUrl, (client) => migrationsToApply(client, folder))).toEqual(['0003_third.sql'])
  expect(await migrate(ownerUrl, folder)).toEqual(['0003_third.sql'])
  expect(await values(ownerUrl, 'select id from first order by id')).toEqual([1, 2])
  expect(await values(ownerUrl, 'select number from control.migration order by number')).toEqual([1, 2, 3])
})

test('three migrators at once apply each file once, also one that builds an index concurrently', async () => {
  const { ownerUrl } = await testDatabase({ empty: true })
  const folder = folderOf({
    ...twoFiles,
    '0003_slow.sql': 'select pg_sleep(0.3); insert into first values (3)',
    '0004_index.sql': '-- tendero:no-transaction\ncreate index concurrently if not exists first_id on first (id);',
  })
  const applied = await Promise.all([1, 2, 3].map(() => migrate(ownerUrl, folder)))
  expect(applied.flat().sort()).toEqual(['0001_first.sql', '0002_second.sql', '0003_slow.sql', '0004_index.sql'])
  expect(await values(ownerUrl, 'select id from first order by id')).toEqual([1, 3])
  expect(await values(ownerUrl, `select indisvalid from pg_index where indexrelid = 'first_id'::regclass`)).toEqual([
    true,
  ])
})

test('a migration that fails half-way leaves nothing of itself and names its line', async () => {
  const { ownerUrl } = await testDatabase({ empty: true })
  const folder = folderOf({ ...twoFiles, '0003_broken.sql': 'create table third (id int);\nselect nonsense();\n' })
  await expect(migrate(ownerUrl, folder)).rejects.toThrow(/0003_broken\.sql, line 2: .*nonsense.* run: tendero migrate/)
  expect(await values(ownerUrl, `select to_regclass('third'), count(*)::int from control.migration`)).toEqual([null, 2])
  writeFileSync(join(folder, '0003_broken.sql'), 'create table third (id int)')
  expect(await migrate(ownerUrl, folder)).toEqual(['0003_broken.sql'])
})

test('an edited migration is refused with the command that puts it back', async () => {
  const { ownerUrl } = await testDatabase({ empty: true })
  const folder = folderOf(twoFiles)
  await migrate(ownerUrl, folder)
  writeFileSync(join(folder, '0001_first.sql'), `${twoFiles['0001_first.sql']} -- harmless`)
  await expect(migrate(ownerUrl, folder)).rejects.toThrow(/git checkout -- server\/migrations\/0001_first\.sql$/)
})

test('line ends of another system are no edit', async () => {
  const { ownerUrl } = await testDatabase({ empty: true })
  const folder = folderOf(twoFiles)
  await migrate(ownerUrl, folder)
  writeFileSync(join(folder, '0001_first.sql'), twoFiles['0001_first.sql'].replaceAll('\n', '\r\n'))
  expect(await migrate(ownerUrl, folder)).toEqual([])
})

test('a database that a newer program migrated is refused', async () => {
  const { ownerUrl } = await testDatabase({ empty: true })
  const folder = folderOf(twoFiles)
  await migrate(ownerUrl, folder)
  unlinkSync(join(folder, '0002_second.sql'))
  await expect(migrate(ownerUrl, folder)).rejects.toThrow(/0002_second\.sql.* git pull && npm start$/)
})

test.each([
  ['stands before an applied one', { '0002_b.sql': '' }, { '0001_a.sql': '' }, /mv .*0001_a\.sql .*0003_a\.sql$/],
  ['shares its number', {}, { '0001_a.sql': '', '0001_b.sql': '' }, /mv .*0001_b\.sql .*0002_b\.sql$/],
  ['is misnamed', {}, { '1_a.sql': '' }, /1_a\.sql is no name of a migration/],
])('a file that %s is refused', async (_case, first, second, message) => {
  const { ownerUrl } = await testDatabase({ empty: true })
  await migrate(ownerUrl, folderOf(first))
  await expect(migrate(ownerUrl, folderOf({ ...first, ...second }))).rejects.toThrow(message)
})

test.each([
  ['a wrong password', (url: URL) => Object.assign(url, { password: 'wrong' }), /does not let us in/],
  ['a missing database', (url: URL) => Object.assign(url, { pathname: '/nowhere' }), /does not exist\. Create it/],
  ['a closed port', (url: URL) => Object.assign(url, { port: '1' }), /cannot be reached: .*ECONNREFUSED/],
])('%s is one clear line without the password', async (_case, change, message) => {
  const { ownerUrl } = await testDatabase({ empty: true })
  const refusal = migrate(change(new URL(ownerUrl)).href)
  await expect(refusal).rejects.toThrow(message)
  await expect(refusal).rejects.not.toThrow(/throw-away|wrong@|\n/)
})

test('what is no address is said so', async () => {
  await expect(migrate('localhost:5432')).rejects.toThrow(/looks like postgres:/)
})
