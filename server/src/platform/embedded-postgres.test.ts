import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, expect, test } from 'vitest'
import { bundled } from '../../test/bundle.ts'
import { type RunningProgram, startProgram } from '../../test/program.ts'
import { asOwner } from './owner-connection.ts'
import { processesIn, signal, waitUntil } from './process-table.ts'

const program = await bundled('test/hold-database.ts')
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) {
    for (const pid of processesIn(join(folder, 'postgres', 'cluster'))) signal(pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
})

interface Holder extends RunningProgram {
  readonly ownerUrl: string
  readonly dataDir: string
}

/** A program that holds the database of a folder. */
async function hold(dataDir: string): Promise<Holder> {
  const running = startProgram(program, [dataDir])
  return Object.assign(running, JSON.parse(await running.line(/^\{/)))
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tendero-launcher-'))
  chmodSync(folder, 0o711)
  folders.push(folder)
  return folder
}

const clusterOf = (dataDir: string) => join(dataDir, 'postgres', 'cluster')
const postmasterOf = (dataDir: string) =>
  Number(readFileSync(join(clusterOf(dataDir), 'postmaster.pid'), 'utf8').split('\n')[0])
const nothingRuns = (dataDir: string) => waitUntil(() => processesIn(clusterOf(dataDir)).length === 0, 10_000)

function ask(ownerUrl: string, query: string): Promise<unknown[]> {
  return asOwner(ownerUrl, async (client) => (await client.query({ text: query, rowMode: 'array' })).rows.flat())
}

test('makes a database in an empty folder, ends it on SIGTERM, and has the data again', {
  timeout: 30_000,
}, async () => {
  const dataDir = newFolder()
  const first = await hold(dataDir)
  const query = `select rolname, rolsuper, rolcreaterole, datlocprovider, datlocale from pg_roles
    join pg_database on datdba = pg_roles.oid where datname = current_database()`
  expect(await ask(first.ownerUrl, query)).toEqual(['tendero_owner', false, true, 'b', 'C.UTF-8'])
  await ask(first.ownerUrl, 'create table kept as select 1 as id')
  expect(statSync(join(dataDir, 'postgres', 'owner-password')).mode & 0o777).toBe(0o600)

  first.signal('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(processesIn(clusterOf(dataDir))).toEqual([])
  expect(existsSync(join(clusterOf(dataDir), 'postmaster.pid'))).toBe(false)

  const again = await hold(dataDir)
  expect(await ask(again.ownerUrl, 'select id from kept')).toEqual([1])
  again.signal('SIGTERM')
  expect(await again.ended).toBe(0)
})

test('nobody can sign in as the superuser', async () => {
  const holder = await hold(newFolder())
  const url = Object.assign(new URL(holder.ownerUrl), { username: 'postgres' }).href
  await expect(new Client(url).connect()).rejects.toThrow(/password authentication failed/)
  holder.signal('SIGTERM')
  await holder.ended
})

test('PostgreSQL ends when its program is killed, and the next start has every acknowledged row', async () => {
  const dataDir = newFolder()
  const first = await hold(dataDir)
  await ask(first.ownerUrl, 'create table kept as select 7 as id')
  first.signal('SIGKILL')
  const next = await hold(dataDir)
  expect(await ask(next.ownerUrl, 'select id from kept')).toEqual([7])
  next.signal('SIGKILL')
  expect(await nothingRuns(dataDir)).toBe(true)
})

test('program and PostgreSQL killed together during writes lose nothing acknowledged', {
  timeout: 30_000,
}, async () => {
  const dataDir = newFolder()
  const first = await hold(dataDir)
  await ask(first.ownerUrl, 'create table written (id int primary key)')
  const written = writeUntilLost(first.ownerUrl)
  await waitUntil(() => written.acknowledged() > 100, 10_000)
  signal(postmasterOf(dataDir), 'SIGKILL')
  first.signal('SIGKILL')
  await written.lost
  const next = await hold(dataDir)
  const [count] = await ask(next.ownerUrl, 'select count(*)::int from written')
  expect(count).toBeGreaterThanOrEqual(written.acknowledged())
  next.signal('SIGTERM')
  expect(await next.ended).toBe(0)
})

test('a killed PostgreSQL is noticed, and the next start works at once', async () => {
  const dataDir = newFolder()
  const first = await hold(dataDir)
  signal(postmasterOf(dataDir), 'SIGKILL')
  await first.line(/^exited$/)
  first.signal('SIGTERM')
  expect(await first.ended).toBe(0)
  const next = await hold(dataDir)
  expect(await ask(next.ownerUrl, 'select 1')).toEqual([1])
  next.signal('SIGTERM')
  await next.ended
})

test('a second instance on the same folder is refused and harms nothing', async () => {
  const dataDir = newFolder()
  const first = await hold(dataDir)
  const second = startProgram(program, [dataDir])
  expect(await second.line(/^refused/)).toContain(`already runs on the data folder ${dataDir} (process ${first.pid})`)
  expect(await second.ended).toBe(1)
  expect(await ask(first.ownerUrl, 'select 1')).toEqual([1])
  first.signal('SIGTERM')
  await first.ended
})

test('a data folder that cannot be made is refused in one line', async () => {
  const start = startProgram(program, ['/proc/tendero/data'])
  expect(await start.line(/^refused/)).toContain('Cannot make the folder /proc/tendero')
  expect(await start.ended).toBe(1)
})

test('what a start that was cut short left behind is removed', async () => {
  const dataDir = newFolder()
  mkdirSync(join(dataDir, 'postgres.making-1', 'cluster'), { recursive: true })
  const holder = await hold(dataDir)
  expect(readdirSync(dataDir).filter((name) => name.includes('making'))).toEqual([])
  holder.signal('SIGTERM')
  await holder.ended
})

test.runIf(process.getuid?.() === 0)('data that the database user cannot reach lies in /var/lib/tendero', async () => {
  const closed = newFolder()
  chmodSync(closed, 0o700)
  const first = await hold(join(closed, 'data'))
  folders.push(first.dataDir)
  expect(first.dataDir).toMatch(/^\/var\/lib\/tendero\/[0-9a-f]{16}$/)
  first.signal('SIGTERM')
  expect(await first.ended).toBe(0)
  chmodSync(closed, 0o711)
  const again = await hold(join(closed, 'data'))
  expect(again.dataDir).toBe(first.dataDir)
  again.signal('SIGTERM')
  await again.ended
})

/** Inserts one row after the other until the connection breaks. */
function writeUntilLost(ownerUrl: string) {
  let acknowledged = 0
  const lost = asOwner(ownerUrl, async (client) => {
    for (;;) {
      await client.query('insert into written values ($1)', [acknowledged + 1])
      acknowledged++
    }
  }).catch(() => undefined)
  return { acknowledged: () => acknowledged, lost }
}
