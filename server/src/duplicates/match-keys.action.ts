import { join, type Sql, sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import type { Change, Lifecycle, Values } from '../kernel/lifecycle.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { type MatchedObject, matchedObject, matchedObjects, subjectFrom, touchesMatched } from './matched-objects.ts'
import type { MatchedRow } from './matched-records.sql.ts'
import { blockingKeys } from './matching/blocking-keys.ts'

/**
 * The keys by which records are looked for follow what they say, in the transaction that writes it: whoever writes next
 * finds them. A record has its own, each further contact point those of its own.
 */
export const matchKeyLifecycles: readonly Lifecycle[] = [
  ...matchedObjects.map(
    (matched): Lifecycle => ({
      object: matched.object,
      after: (ctx, changes) => keepRecordKeys(ctx, matched, changes),
      afterUndo: true,
    }),
  ),
  { object: 'contact_point', after: keepPointKeys, afterUndo: true },
]

/** The keys of one record, or of one of its contact points. */
interface Keyed {
  readonly object: string
  readonly record: string
  readonly part: string
  readonly keys: readonly string[]
}

const none = { emails: [], phones: [] }

function keepRecordKeys(ctx: Context, matched: MatchedObject, changes: readonly Change[]): void {
  if (ctx.rehearsed) return
  const concerned = changes.filter(({ verb, patch }) => verb !== 'update' || touchesMatched(matched, patch))
  const gone = concerned.filter(({ verb }) => verb !== 'create').map(({ id }) => id)
  if (gone.length > 0)
    ctx.tx.send(sql`
      delete from tendero.match_key k where k.workspace_id = ${ctx.actor.workspaceId} and k.object = ${matched.object}
      and k.record_id = any(${gone}::uuid[]) and k.part_id = k.record_id`)
  writeKeys(
    ctx,
    concerned.flatMap(({ verb, id, before, patch }) =>
      verb === 'delete'
        ? []
        : [{ object: matched.object, record: id, part: id, keys: keysFrom(matched, { ...before, ...patch }) }],
    ),
  )
}

export function keysFrom(matched: MatchedObject, values: Values): readonly string[] {
  return blockingKeys(subjectFrom(matched, values, none))
}

function keepPointKeys(ctx: Context, changes: readonly Change[]): void {
  if (ctx.rehearsed) return
  const gone = changes.filter(({ verb }) => verb !== 'create')
  const owners = gone.flatMap(({ before }) => [before?.contact, before?.account]).filter((id) => typeof id === 'string')
  if (gone.length > 0)
    ctx.tx.send(sql`
      delete from tendero.match_key k where k.workspace_id = ${ctx.actor.workspaceId}
      and k.record_id = any(${owners}::uuid[]) and k.part_id = any(${gone.map(({ id }) => id)}::uuid[])`)
  writeKeys(ctx, changes.flatMap(keysOfPoint))
}

/** The primary ones stand on the record, with its own keys. */
function keysOfPoint({ verb, id, before, patch }: Change): readonly Keyed[] {
  const point: Values = { ...before, ...patch }
  if (verb === 'delete' || point.primary === true) return []
  const object = point.contact ? 'contact' : 'account'
  const matched = matchedObject(object)
  const value = point.normalized ?? point.value
  if (!matched || typeof value !== 'string' || (point.kind !== 'email' && point.kind !== 'phone')) return []
  const record = String(point[object])
  return [{ object, record, part: id, keys: keysFrom(matched, { [point.kind]: value }) }]
}

/** Rows of one statement. */
const mostRows = 1000

export function writeKeys({ tx, actor }: Pick<Context, 'tx' | 'actor'>, keyed: readonly Keyed[]): void {
  const rows = keyed.flatMap(({ object, record, part, keys }) =>
    keys.map((key): Sql => sql`(${actor.workspaceId}, ${object}, ${key}, ${record}, ${part})`),
  )
  for (let at = 0; at < rows.length; at += mostRows)
    tx.send(sql`
      insert into tendero.match_key (workspace_id, object, key, record_id, part_id)
      values ${join(rows.slice(at, at + mostRows))} on conflict do nothing`)
}

/** All keys of a record, those of its further points too. */
export function keysOfRecord(matched: MatchedObject, { values, points }: Pick<MatchedRow, 'values' | 'points'>) {
  return blockingKeys(subjectFrom(matched, values, points))
}

/** Gives records their keys apart from any write of theirs; `anew`: instead of those that they have. */
export async function writeKeysApart(
  tx: Transaction,
  matched: MatchedObject,
  records: readonly { readonly id: string; readonly keys: readonly string[] }[],
  anew: boolean,
): Promise<void> {
  const { workspaceId } = tx
  const ids = records.map(({ id }) => id)
  if (anew)
    await tx.rows(sql`
      delete from tendero.match_key k where k.workspace_id = ${workspaceId} and k.object = ${matched.object}
      and k.record_id = any(${ids}::uuid[]) and k.part_id = k.record_id`)
  const rows = records.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const))
  await tx.rows(sql`
    insert into tendero.match_key (workspace_id, object, key, record_id, part_id)
    select ${workspaceId}::uuid, ${matched.object}::text, k.key, k.id, k.id
    from unnest(${rows.map(([key]) => key)}::text[], ${rows.map(([, id]) => id)}::uuid[]) as k(key, id)
    order by k.key on conflict do nothing`)
}
