import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../platform/operator-error.ts'

/** A file `NNNN_name.sql` of the migrations folder. */
export interface MigrationFile {
  readonly number: number
  readonly name: string
  readonly sql: string
  /** SHA-256 of the text with Unix line ends, in hex. */
  readonly checksum: string
  /** False for a file with the line `-- tendero:no-transaction`, which CREATE INDEX CONCURRENTLY needs. */
  readonly transaction: boolean
}

/** What the journal of a database says was applied. */
export interface AppliedMigration {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/**
 * Reads the migrations of a folder in their order.
 * @throws OperatorError for a name that is none, or a number used twice.
 */
export function readMigrations(folder: string): MigrationFile[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => readMigration(folder, name))
  for (const [index, file] of files.entries()) {
    if (file.number === files[index - 1]?.number) {
      throw new OperatorError(`Two migrations have the number of ${file.name}. ${renameTo(file, nextNumber(files))}`)
    }
  }
  return files
}

/**
 * The migrations still to apply.
 * @throws OperatorError with the next command to run when an applied file was edited, the database is ahead of this
 * program, or a new file stands before an applied one.
 */
export function pendingMigrations(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): MigrationFile[] {
  const byNumber = new Map(files.map((file) => [file.number, file]))
  for (const done of applied) {
    const file = byNumber.get(done.number)
    if (!file || file.name !== done.name) throw new OperatorError(unknown(done))
    if (file.checksum !== done.checksum) throw new OperatorError(edited(file))
  }
  const last = Math.max(0, ...applied.map(({ number }) => number))
  const pending = files.filter(({ number }) => !applied.some((done) => done.number === number))
  const late = pending.find(({ number }) => number < last)
  if (late) {
    throw new OperatorError(
      `Migration ${late.name} stands before one that is applied. ${renameTo(late, nextNumber(files))}`,
    )
  }
  return pending
}

function readMigration(folder: string, name: string): MigrationFile {
  const number = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1]
  if (!number) throw new OperatorError(`${name} is no name of a migration; it looks like 0001_first_tables.sql.`)
  const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
  const checksum = createHash('sha256').update(sql).digest('hex')
  return { number: Number(number), name, sql, checksum, transaction: !/^-- tendero:no-transaction\s*$/m.test(sql) }
}

function unknown({ name }: AppliedMigration): string {
  return (
    `The database holds the migration ${name}, which this Tendero does not know: it was migrated by a newer one. ` +
    'Bring the program up to date, with the database untouched: git pull && npm start'
  )
}

function edited({ name }: MigrationFile): string {
  return (
    `Migration ${name} was changed after it was applied to this database. ` +
    `Put it back and write a new migration instead: git checkout -- server/migrations/${name}`
  )
}

function renameTo({ name }: MigrationFile, number: number): string {
  const free = `${String(number).padStart(4, '0')}${name.slice(4)}`
  return `Give it the next number: mv server/migrations/${name} server/migrations/${free}`
}

function nextNumber(files: readonly MigrationFile[]): number {
  return Math.max(0, ...files.map(({ number }) => number)) + 1
}
