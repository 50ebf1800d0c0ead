import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, DatabaseError } from 'pg'
import { OperatorError } from '../platform/operator-error.ts'
import { asOwner } from '../platform/owner-connection.ts'
import { serverFolder } from '../platform/server-folder.ts'
import { type AppliedMigration, type MigrationFile, pendingMigrations, readMigrations } from './migration-files.ts'
import { type SqlStatement, splitStatements } from './sql-statements.ts'

/** The key of the advisory lock that one migrator holds; any constant would do. */
const migratorLock = 7_305_793_204_126

export const migrationsFolder = join(serverFolder, 'migrations')

/**
 * Brings a database to the migrations of a folder, in order, each in a transaction of its own with its line in the
 * journal `control.migration`; any number of processes may do it at once.
 * @param ownerUrl a direct connection as the owner of all tables: the lock is the session's.
 * @returns the names of the files it applied; none when the database was up to date.
 * @throws OperatorError with the next command to run when files and journal disagree or a statement fails.
 */
export async function migrate(ownerUrl: string, folder = migrationsFolder): Promise<string[]> {
  const files = readMigrations(folder)
  return asOwner(ownerUrl, async (client) => {
    await takeLock(client)
    await createJournal(client)
    const pending = pendingMigrations(files, await readJournal(client))
    for (const file of pending) await apply(client, file)
    return pending.map(({ name }) => name)
  })
}

/**
 * The names of the migrations still to apply, changing nothing.
 * @throws OperatorError as `migrate` does when files and journal disagree.
 */
export async function migrationsToApply(client: Client, folder = migrationsFolder): Promise<string[]> {
  const { rows } = await client.query(`select to_regclass('control.migration') is not null as exists`)
  const applied = rows[0]?.exists ? await readJournal(client) : []
  return pendingMigrations(readMigrations(folder), applied).map(({ name }) => name)
}

/**
 * Asks again and again instead of waiting in the database: a statement that waits holds a snapshot, and the one who
 * has the lock may be building an index concurrently, which waits for every snapshot.
 */
async function takeLock(client: Client): Promise<void> {
  const locked = async () =>
    (await client.query('select pg_try_advisory_lock($1) as locked', [migratorLock])).rows[0]?.locked
  while (!(await locked())) await sleep(50)
}

async function createJournal(client: Client): Promise<void> {
  await client.query('create schema if not exists control').catch((error: unknown) => {
    if (!(error instanceof DatabaseError) || error.code !== '42501') throw error
    throw new OperatorError(
      `The user of DATABASE_URL may not create schemas in the database (${error.message}). ` +
        'As its administrator run: grant create on database NAME to USER',
    )
  })
  await client.query(`
    create table if not exists control.migration (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`)
}

async function readJournal(client: Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query<AppliedMigration>(
    'select number, name, checksum from control.migration order by number',
  )
  return rows
}

async function apply(client: Client, file: MigrationFile): Promise<void> {
  if (file.transaction) await client.query('begin')
  try {
    for (const statement of splitStatements(file.sql)) await run(client, file, statement)
    await client.query('insert into control.migration (number, name, checksum) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.checksum,
    ])
    if (file.transaction) await client.query('commit')
  } catch (error) {
    if (file.transaction) await client.query('rollback').catch(() => undefined)
    throw error
  }
}

async function run(client: Client, file: MigrationFile, { text, line }: SqlStatement): Promise<void> {
  try {
    await client.query(text)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    const rest = file.transaction ? 'Nothing of the file was kept.' : 'What stands before that line was kept.'
    throw new OperatorError(
      `Migration ${file.name}, line ${line}: ${error.message} (${error.code}). ${rest} ` +
        'When the cause is removed, run: tendero migrate',
      { cause: error },
    )
  }
}
