import { afterAll, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { readTrustedProxies } from '../platform/client-address.ts'
import { readMailEnvironment } from '../platform/mail-environment.ts'
import { asOwner } from '../platform/owner-connection.ts'
import { checkDatabase } from './doctor-database.ts'
import { checkMachine, checkNode } from './doctor-machine.ts'

const role = `doctor_test_${process.pid}`
const { ownerUrl, name } = await testDatabase()
const sql = (statement: string) => asOwner(ownerUrl, (client) => client.query(statement))
afterAll(async () => {
  await sql(`drop owned by ${role}`).catch(() => undefined)
  await sql(`drop role if exists ${role}`)
})

/** Subjects and texts of what is wrong. */
async function problems(url = ownerUrl): Promise<string[]> {
  const findings = await checkDatabase(url)
  return findings.filter(({ problem }) => problem).map(({ subject, text }) => `${subject}: ${text}`)
}

test('a sound database has no problem', async () => {
  expect(await problems()).toEqual([])
})

test('an event that waits for a minute tells that no worker runs', async () => {
  await sql(`insert into tendero.outbox
    values (gen_random_uuid(), gen_random_uuid(), 'late', '{}', now() - interval '1 hour')`)
  expect(await problems()).toEqual([expect.stringMatching(/^worker: .* 3600 s; no worker runs: tendero work$/)])
  await sql('delete from tendero.outbox')
})

test('a migration that this program does not know is told with the next command', async () => {
  await sql(`insert into control.migration values (9999, '9999_future.sql', 'x')`)
  expect(await problems()).toEqual([expect.stringMatching(/^migrations: .*9999_future\.sql.* git pull && npm start$/)])
  await sql('delete from control.migration where number = 9999')
})

test('a role without its rights and tables of two owners are told', async () => {
  await sql(`create role ${role} login password 'throw-away'`)
  await sql(`grant ${role} to tendero_owner`)
  await sql(`create schema theirs; create table theirs.stray (); grant usage, create on schema theirs to ${role}`)
  await sql(`alter table theirs.stray owner to ${role}`)
  expect(await problems()).toEqual([expect.stringMatching(/^owners: .* belong to .* and /)])

  const theirs = Object.assign(new URL(ownerUrl), { username: role }).href
  expect(await problems(theirs)).toEqual(
    expect.arrayContaining([
      `role: ${role} may not make roles; as administrator run: alter role ${role} createrole`,
      'migrations: permission denied for schema control; connect as the owner of the tables',
    ]),
  )
  await sql('drop schema theirs cascade')
})

test('a port that another program has is told, and a free one is well', async () => {
  const port = Number(new URL(ownerUrl).port)
  const configuration = { ...machine, port }
  const [taken] = (await checkMachine(configuration)).filter(({ subject }) => subject === 'port')
  expect(taken).toMatchObject({ problem: true, text: `${port} is taken by another program; set PORT to a free one` })
  expect((await checkMachine({ ...configuration, port: 0 })).filter(({ problem }) => problem)).toEqual([])
})

test.each([
  ['20.18.9', true],
  ['20.19.0', false],
  ['18.20.0', true],
  ['26.0.1', false],
])('Node %s is too old: %s', (version, problem) => {
  expect(checkNode(version).problem).toBe(problem)
})

const machine = {
  host: '127.0.0.1',
  port: 0,
  dataDir: `/nowhere/${name}`,
  databaseUrl: undefined,
  appUrl: undefined,
  controlUrl: undefined,
  replicaUrl: undefined,
  openSignUp: false,
  privateWebhooks: false,
  breachedPasswords: undefined,
  mail: readMailEnvironment({}, { host: '127.0.0.1', port: 0 }),
  privateSingleSignOn: false,
  logLevel: undefined,
  trustedProxies: readTrustedProxies(),
  rates: { perAccount: undefined, perAddress: undefined },
  secretKeys: undefined,
  s3: undefined,
}
