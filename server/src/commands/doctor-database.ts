import { type Client, DatabaseError } from 'pg'
import { madeAt } from '../kernel/made-at.ts'
import { migrationsToApply } from '../kernel/migrations.ts'
import { OperatorError } from '../platform/operator-error.ts'
import { asOwner, withoutPassword } from '../platform/owner-connection.ts'
import type { Finding } from './doctor-machine.ts'

/**
 * Looks into a database: version, rights of the owner, migrations, owners of tables, backlog of the worker.
 * @throws OperatorError when it cannot be reached.
 */
export function checkDatabase(ownerUrl: string): Promise<Finding[]> {
  return asOwner(ownerUrl, async (client) => {
    const findings = [well('database', withoutPassword(ownerUrl))]
    for (const [subject, check] of checks) findings.push(await look(client, subject, check))
    return findings
  })
}

type Check = (client: Client) => Promise<Finding>

const well = (subject: string, text: string): Finding => ({ subject, problem: false, text })
const wrong = (subject: string, text: string): Finding => ({ subject, problem: true, text })

const checkVersion: Check = async (client) => {
  const { version, encoding, sorts } = await only(
    client,
    `select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
      exists (select from pg_collation where collname = 'und-x-icu') as sorts`,
  )
  const text = `PostgreSQL ${version}`
  if (Number.parseInt(String(version), 10) < 15) return wrong('version', `${text} is too old; use 15 or newer`)
  if (encoding !== 'UTF8') return wrong('version', `${text} with encoding ${encoding}; make the database with UTF8`)
  if (!sorts) return wrong('version', `${text} was built without ICU, which sorts names; use a build that has it`)
  return well('version', text)
}

const checkClock: Check = async (client) => {
  const { now } = await only(client, 'select extract(epoch from clock_timestamp())::float8 as now')
  const apart = Math.abs(Date.now() / 1000 - Number(now))
  if (apart > 2) return wrong('clock', `database and this machine are ${apart.toFixed(0)} s apart; let NTP set both`)
  return well('clock', `${new Date().toISOString()}, as the database says`)
}

const checkRole: Check = async (client) => {
  const { role, database, ...may } = await only(
    client,
    `select current_user as role, current_database() as database, rolsuper as everything, rolcreaterole as roles,
      has_database_privilege(current_database(), 'create') as schemas
    from pg_roles where rolname = current_user`,
  )
  if (may.everything) {
    return wrong(
      'role',
      `${role} is a superuser, whom row-level security does not bind; own the tables by another role`,
    )
  }
  if (!may.roles)
    return wrong('role', `${role} may not make roles; as administrator run: alter role ${role} createrole`)
  if (!may.schemas) {
    return wrong('role', `${role} may not create in ${database}; run: grant create on database ${database} to ${role}`)
  }
  return well('role', `${role} may create schemas and roles and is no superuser`)
}

const checkMigrations: Check = async (client) => {
  try {
    const missing = await migrationsToApply(client)
    if (missing.length > 0) return wrong('migrations', `${missing.join(', ')} missing; run: tendero migrate`)
    return well('migrations', 'up to date')
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    return wrong('migrations', error.message)
  }
}

const checkOwners: Check = async (client) => {
  const owners = await tableOwners(client)
  if (owners.length > 1) {
    return wrong('owners', `tables belong to ${owners.join(' and ')}; give all to one: reassign owned by A to B`)
  }
  return well('owners', owners[0] ? `all tables belong to ${owners[0]}` : 'no tables yet')
}

/** The roles that own the tables of a database; more than one, and moving shards loses rows. */
export async function tableOwners(client: Client): Promise<string[]> {
  const { rows } = await client.query(
    `select distinct pg_get_userbyid(relowner) as owner from pg_class join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p', 'v', 'm', 'S') and nspname !~ '^pg_' and nspname <> 'information_schema'
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')
    order by owner`,
  )
  return rows.map(({ owner }) => String(owner))
}

const checkWorker: Check = async (client) => {
  const { outbox, jobs } = await only(
    client,
    `select to_regclass('tendero.outbox')::text as outbox, to_regclass('graphile_worker.jobs')::text as jobs`,
  )
  if (outbox) {
    const { age } = await only(client, `select extract(epoch from now() - min(created_at)) as age from ${outbox}`)
    if (Number(age) > 60)
      return wrong('worker', `an event waits since ${Number(age).toFixed(0)} s; no worker runs: tendero work`)
  }
  if (jobs) {
    const { overdue, failed } = await only(
      client,
      `select count(*) filter (where run_at < now() - interval '1 minute' and locked_at is null and attempts < max_attempts)
        as overdue, count(*) filter (where attempts >= max_attempts) as failed from graphile_worker.jobs`,
    )
    if (Number(overdue) > 0) return wrong('worker', `${overdue} jobs are overdue; no worker runs: tendero work`)
    if (Number(failed) > 0)
      return wrong('worker', `${failed} jobs failed for good; their errors: select * from graphile_worker.jobs`)
  }
  return well('worker', 'nothing waits')
}

const checkSeals: Check = async (client) => {
  const { log } = await only(client, "select to_regclass('tendero.audit_seal')::text as log")
  if (!log) return well('audit log', 'not made yet')
  const { id, seals } = await only(
    client,
    `select (select id from tendero.operation where sealed_in is null order by id limit 1) as id,
      (select count(*) from tendero.audit_seal) as seals`,
  )
  const waits = id ? Math.floor((Date.now() - madeAt(String(id))) / 60_000) : 0
  // What was there before the log was sealed at all takes its time.
  if (waits > 60 && Number(seals) > 0)
    return wrong('audit log', `an operation waits for its seal since ${waits} minutes; no worker runs: tendero work`)
  return well('audit log', `${seals} seals; whether it is what was sealed: tendero audit verify`)
}

const checks: readonly (readonly [string, Check])[] = [
  ['version', checkVersion],
  ['clock', checkClock],
  ['role', checkRole],
  ['migrations', checkMigrations],
  ['owners', checkOwners],
  ['worker', checkWorker],
  ['audit log', checkSeals],
]

/** A check that the database refuses is a problem too: the user lacks a right on our tables. */
async function look(client: Client, subject: string, check: Check): Promise<Finding> {
  try {
    return await check(client)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    return wrong(subject, `${error.message}; connect as the owner of the tables`)
  }
}

async function only(client: Client, query: string): Promise<Record<string, unknown>> {
  return (await client.query(query)).rows[0] ?? {}
}
