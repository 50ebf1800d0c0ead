import { chmodSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/kernel/migrations.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { embeddedBinaries, installedBinaries } from '../src/platform/postgres-binaries.ts'
import { createCluster, removeFolder } from '../src/platform/postgres-cluster.ts'
import { type PostgresProcess, runCluster } from '../src/platform/postgres-process.ts'
import { isRunning } from '../src/platform/process-table.ts'
import { unprivilegedAccount } from '../src/platform/unprivileged-account.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testClusterPort: number
  }
}

/**
 * Starts the throw-away cluster of a test run, with the migrated template in it, and removes it at the end. With
 * TENDERO_TEST_POSTGRES=15 it is made of the installed PostgreSQL 15 instead of the embedded one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  removeAbandoned()
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`))
  const postgres = await startCluster(folder)
  const stop = async () => {
    await postgres.stop()
    removeFolder(folder)
  }
  try {
    await prepareTemplate(clusterUrl('tendero_owner', postgres.port, templateName))
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('testClusterPort', postgres.port)
  return stop
}

const folderPrefix = 'tendero-test-'
/** The migrated database that those of the test files are copies of. */
export const templateName = 'tendero'
const password = 'throw-away'

export function clusterUrl(user: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
}

function startCluster(folder: string): Promise<PostgresProcess> {
  chmodSync(folder, 0o711)
  const cluster = join(folder, 'cluster')
  const account = unprivilegedAccount(cluster)
  const binaries = testBinaries(folder)
  const statements = [
    `create role tendero_owner login createrole password '${password}'`,
    `create role tendero_tests login createdb in role tendero_owner password '${password}'`,
    `create database ${templateName} owner tendero_owner`,
  ]
  createCluster({ binaries, account, folder: cluster, statements, fsync: false })
  return runCluster({ binaries, account, folder: cluster, logFile: join(folder, 'postgres.log'), fsync: false })
}

function testBinaries(folder: string) {
  const version = process.env.TENDERO_TEST_POSTGRES
  if (!version) return embeddedBinaries(unprivilegedAccount(folder), folder)
  const bin = `/usr/lib/postgresql/${version}/bin`
  if (!existsSync(bin)) throw new Error(`TENDERO_TEST_POSTGRES=${version} needs ${bin}: install postgresql-${version}`)
  return installedBinaries(bin)
}

async function prepareTemplate(ownerUrl: string): Promise<void> {
  await migrate(ownerUrl)
  await asOwner(ownerUrl, (client) => client.query(`alter database ${templateName} is_template true`))
}

/** Removes the folders of runs that were killed; their names tell the process. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(folderPrefix) ? Number(name.slice(folderPrefix.length).split('-')[0]) : undefined
    if (pid && !isRunning(pid)) removeFolder(join(tmpdir(), name))
  }
}
