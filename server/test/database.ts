import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { inject } from 'vitest'
import { afterSuite } from './after-suite.ts'
import { clusterUrl, templateName } from './cluster.ts'

/** A database of its own for one test file. */
export interface TestDatabase {
  readonly name: string
  /** Connects as `tendero_owner`, who owns the tables and is no superuser. */
  readonly ownerUrl: string
}

/**
 * Makes a database for the calling test file: a copy of the migrated template, or an empty one. It is dropped when the
 * file has ended, unless a connection was left open; the whole cluster goes when the run ends.
 * @example const { ownerUrl } = await testDatabase()
 */
export async function testDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const template = empty ? 'template0' : templateName
  await administer(`create database ${name} owner tendero_owner template ${template} strategy file_copy`)
  afterSuite(() => administer(`drop database ${name}`).catch(() => undefined))
  return { name, ownerUrl: clusterUrl('tendero_owner', inject('testClusterPort'), name) }
}

/** Runs a statement as the role that may make databases; the owner, as in production, may not. */
async function administer(statement: string): Promise<void> {
  const client = new Client(clusterUrl('tendero_tests', inject('testClusterPort'), 'postgres'))
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
