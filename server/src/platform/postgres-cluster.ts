import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from './operator-error.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import type { Account } from './unprivileged-account.ts'

/** What a new cluster is made of. */
export interface NewCluster {
  readonly binaries: PostgresBinaries
  readonly account: Account | undefined
  readonly folder: string
  /** Statements run once by the superuser, before anybody can connect. */
  readonly statements: readonly string[]
  readonly fsync: boolean
}

/**
 * Makes a cluster and runs its first statements in PostgreSQL's single-user mode: the superuser never gets a password
 * and can never sign in, since only passwords are let in.
 * @throws OperatorError with what PostgreSQL said.
 */
export function createCluster({ binaries, account, folder, statements, fsync }: NewCluster): void {
  mkdirSync(folder, { mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
  run(binaries.initdb, [...initdbArguments(binaries.major, folder), ...(fsync ? [] : ['--no-sync'])], account)
  writeFileSync(join(folder, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n')
  const single = ['--single', '-j', '-D', folder, '-c', `fsync=${fsync}`, '-c', 'exit_on_error=on', 'postgres']
  run(binaries.postgres, single, account, statements.map((statement) => `${statement};\n\n`).join(''))
}

/** @throws OperatorError when a cluster was made by another major version than the one at hand. */
export function requireSameVersion(folder: string, binaries: PostgresBinaries): void {
  const major = Number(readFileSync(join(folder, 'PG_VERSION'), 'utf8'))
  if (major === binaries.major) return
  throw new OperatorError(
    `The database in ${folder} was made by PostgreSQL ${major}, this Tendero brings ${binaries.major}. ` +
      'Run the Tendero that made it and move the data by: tendero export, then tendero import.',
  )
}

/** Removes a folder in which processes that just died may still have been writing. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

/**
 * Byte order, and C.UTF-8 for character classes: fast, and free of the drift between ICU versions that breaks indexes.
 * People get sorted by an explicit ICU collation. Before 17 PostgreSQL knows no built-in locale; C is nearest.
 */
function initdbArguments(major: number, folder: string): string[] {
  const locale = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : []
  return ['-D', folder, '-U', 'postgres', '-A', 'reject', '-E', 'UTF8', '--locale=C', ...locale, '--no-instructions']
}

function run(program: string, parameters: string[], account: Account | undefined, input = ''): void {
  const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
  const options = { cwd: '/', encoding: 'utf8', env: environment, input, ...account } as const
  const { error, status, stderr } = spawnSync(program, parameters, options)
  if (error || status !== 0) {
    throw new OperatorError(`PostgreSQL could not make its data folder: ${error?.message ?? stderr.trim()}`)
  }
}
