import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'

/** The account PostgreSQL runs under when the program itself runs as root, which PostgreSQL refuses. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * The account for PostgreSQL: none when the program is not root; the owner of an existing cluster, so that a user
 * added to the machine later changes nothing; else the first of tendero, postgres and nobody.
 */
export function unprivilegedAccount(clusterFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(clusterFolder)) {
    const { uid, gid } = statSync(clusterFolder)
    if (uid !== 0) return { uid, gid }
  }
  const passwd = readFileSync('/etc/passwd', 'utf8')
  return ['tendero', 'postgres', 'nobody'].flatMap((name) => passwdEntry(passwd, name))[0] ?? { uid: 65534, gid: 65534 }
}

/** Whether the account can enter a folder, asked of the machine itself: every folder above counts too. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { cwd: '/', stdio: 'ignore', ...account }).status === 0
}

function passwdEntry(passwd: string, name: string): Account[] {
  const line = passwd.split('\n').find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid && uid !== '0' ? [{ uid: Number(uid), gid: Number(gid) }] : []
}
