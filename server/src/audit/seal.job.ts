import { randomBytes } from 'node:crypto'
import { sql } from '@tendero/model'
import type pg from 'pg'
import type { Database } from '../kernel/database.ts'
import type { Schedule } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { firstPrevious, type SealedEntry, saltBytes, saltedDigest, sealDigest } from './seal-digest.ts'
import { readContents, type Wanted } from './sealed-content.sql.ts'
import { insertSeal, newestSeal, type SealMark } from './seals.sql.ts'

type Sealing = Pick<Kernel, 'database' | 'log' | 'stopping'>

/** Every minute. */
export const sealing: Schedule = { name: 'audit_sealing', crontab: '* * * * *', run: sealAll }

/**
 * Seals, in every workspace, what was committed since the last time and is not sealed yet, whenever it began: a unit of
 * work that commits late is in a later seal. The newest seal goes to the log and to the schema `control`, so that a
 * chain whose end was cut off does not verify.
 */
export async function sealAll(kernel: Sealing): Promise<void> {
  for (const workspaceId of await unsealedWorkspaces(kernel.database)) {
    if (kernel.stopping.aborted) return
    const newest = await sealWorkspace(kernel, workspaceId)
    if (newest) await anchor(kernel, workspaceId, newest)
  }
}

async function unsealedWorkspaces({ direct }: Pick<Database, 'direct'>): Promise<readonly string[]> {
  const { rows } = await direct.query<{ workspace_id: string }>(
    `select workspace_id from tendero.operation where sealed_in is null group by workspace_id
     union select workspace_id from tendero.audit_entry where sealed_in is null group by workspace_id`,
  )
  return rows.map((row) => row.workspace_id)
}

/** @returns the last seal that was made, if any */
async function sealWorkspace({ database, stopping }: Sealing, workspaceId: string): Promise<SealMark | undefined> {
  let newest: SealMark | undefined
  while (!stopping.aborted) {
    const sealed = await sealBatch(database, workspaceId)
    if (!sealed) break
    newest = sealed
  }
  return newest
}

/** Operations and entries of one seal. */
const mostInSeal = 500

/** Makes one seal; none when nothing waits, or another process is at it. */
export async function sealBatch(
  { direct }: Pick<Database, 'direct'>,
  workspaceId: string,
): Promise<SealMark | undefined> {
  const client = await direct.connect()
  try {
    await client.query('begin')
    const sealed = (await isAlone(client, workspaceId)) ? await sealNext(client, workspaceId) : undefined
    await client.query('commit')
    client.release()
    return sealed
  } catch (error) {
    client.query('rollback').then(
      () => client.release(),
      (broken) => client.release(broken),
    )
    throw error
  }
}

async function isAlone(client: pg.ClientBase, workspaceId: string): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('audit seal ' || $1::text, 0)) as mine`,
    [workspaceId],
  )
  return rows[0]?.mine === true
}

async function sealNext(client: pg.ClientBase, workspaceId: string): Promise<SealMark | undefined> {
  const waiting = await lockUnsealed(client, workspaceId)
  if (waiting.length === 0) return undefined
  const contents = await readContents(client, workspaceId, waiting)
  const entries = waiting.flatMap(({ kind, id }): SealedEntry[] => {
    const content = contents.get(id)
    if (!content?.digest) return []
    const salt = randomBytes(saltBytes)
    return [{ kind, id, rows: content.rows, digest: saltedDigest(salt, content.digest), salt }]
  })
  const before = await newestSeal(client, workspaceId)
  const next = {
    number: (before?.number ?? 0) + 1,
    sealedAt: new Date(),
    previous: before?.digest ?? firstPrevious,
    entries,
  }
  const seal = { ...next, digest: sealDigest(workspaceId, next) }
  await insertSeal(client, workspaceId, seal)
  return seal
}

/**
 * What is committed and not sealed, locked: an operation that goes on just now either is passed over, or waits and finds
 * itself sealed, and then asks to be sealed again.
 */
async function lockUnsealed(client: pg.ClientBase, workspaceId: string): Promise<readonly Wanted[]> {
  const waiting: Wanted[] = []
  for (const [kind, table] of [
    ['o', 'operation'],
    ['e', 'audit_entry'],
  ] as const) {
    const { rows } = await client.query<{ id: string }>(
      `select t.id from tendero.${table} t where t.workspace_id = $1 and t.sealed_in is null
       order by t.id limit $2 for update skip locked`,
      [workspaceId, mostInSeal - waiting.length],
    )
    waiting.push(...rows.map(({ id }) => ({ kind, id })))
  }
  return waiting
}

/** Never back: of two processes the one that sealed further may come first. */
async function anchor({ database, log }: Sealing, workspaceId: string, { number, digest }: SealMark): Promise<void> {
  log.info({ workspaceId, number, digest: digest.toString('hex') }, 'audit sealed')
  await database.control(sql`
    insert into control.audit_anchor (workspace_id, number, digest, at)
    values (${workspaceId}, ${number}, ${digest}, now())
    on conflict (workspace_id) do update set number = excluded.number, digest = excluded.digest, at = excluded.at
    where audit_anchor.number < excluded.number`)
}
