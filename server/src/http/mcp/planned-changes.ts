import { and, type ObjectType, sql } from '@tendero/model'
import { type Patch, referencesOf, shownPatch, untoldFields } from '../../collaboration/index.ts'
import { fingerprint } from '../../kernel/action.ts'
import { scopeOf } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { policy } from '../../kernel/policy.ts'
import { referenceTitles } from '../../kernel/read-records.ts'
import { readTable } from '../../kernel/read-table.ts'

/** What would happen to one record. */
export interface PlannedChange {
  readonly object: string
  /** Null for one that is not made yet. */
  readonly id: string | null
  readonly verb: 'create' | 'update' | 'delete' | 'restore'
  /** Old and new value of each field that changes and that the key's role may read. */
  readonly fields: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>
}

/** What a unit of work has written, as somebody may see it. */
export interface WrittenChanges {
  readonly changes: readonly PlannedChange[]
  /** Changes of records that the key's role may not read, such as those that follow by themselves. */
  readonly unseen: number
  /** Words for the records that the fields refer to, by id. */
  readonly titles: Readonly<Record<string, string>>
}

/** A change as history has it. */
interface HistoryRow {
  readonly object: string
  readonly record_id: string
  readonly verb: PlannedChange['verb']
  readonly version: number
  readonly patch: Patch
}

/** What this unit of work has written so far. */
export function writtenRows({ tx, actor, operationId }: Context): Promise<readonly HistoryRow[]> {
  return tx.rows<HistoryRow>(sql`
    select h.object, h.record_id, h.verb, h.version, h.patch from app.history h
    where h.workspace_id = ${actor.workspaceId} and h.operation_id = ${operationId} order by h.id`)
}

/**
 * What was written, as the actor of the unit of work may see it.
 * @param asked a record that the actor could read before
 */
export async function writtenChanges(
  ctx: Context,
  rows: readonly HistoryRow[],
  asked: string | undefined,
): Promise<WrittenChanges> {
  const shown = await shownRows(ctx, rows, asked)
  return {
    changes: shown.map(({ object, row }) => plannedChange(ctx, object, row)),
    unseen: rows.length - shown.length,
    titles: await titlesOf(ctx, shown),
  }
}

/**
 * The same for the same work on the same state: which fields of which records as of which version, and the settings that
 * it went by. What is made anew has other ids each time, and instants go on.
 */
export function writtenFingerprint({ model }: Context, rows: readonly HistoryRow[]): string {
  return fingerprint(`settings ${model.version}`, rows.map(stateOf))
}

function stateOf({ object, record_id, verb, version, patch }: HistoryRow): readonly unknown[] {
  const fields = Object.keys(patch).sort()
  return verb === 'create' ? [object, verb, fields] : [object, verb, fields, record_id, version]
}

interface ShownRow {
  readonly object: ObjectType
  readonly row: HistoryRow
}

/** Those of records that the actor may read as they are now, and of the one that was asked for. */
async function shownRows(
  ctx: Context,
  rows: readonly HistoryRow[],
  asked: string | undefined,
): Promise<readonly ShownRow[]> {
  const shown: ShownRow[] = []
  for (const object of ctx.model.objects.values()) {
    const own = rows.filter((row) => row.object === object.recordedAs)
    if (own.length === 0 || object.template || scopeOf(ctx.actor, object.name, 'read') === 'none') continue
    const readable = await readableIds(ctx, object, own)
    for (const row of own) if (row.record_id === asked || readable.has(row.record_id)) shown.push({ object, row })
  }
  return shown.sort((one, other) => rows.indexOf(one.row) - rows.indexOf(other.row))
}

async function readableIds(
  { tx, model, actor }: Context,
  object: ObjectType,
  rows: readonly HistoryRow[],
): Promise<ReadonlySet<string>> {
  const found = await tx.rows<{ id: string }>(
    sql`select t.id from ${readTable(object)} t where ${and([
      sql`t.workspace_id = ${actor.workspaceId}`,
      sql`t.id = any(${[...new Set(rows.map((row) => row.record_id))]}::uuid[])`,
      policy(model, actor, object, 'read', 't'),
    ])}`,
  )
  return new Set(found.map(({ id }) => id))
}

function plannedChange({ actor }: Context, object: ObjectType, { record_id, verb, patch }: HistoryRow): PlannedChange {
  const told = Object.entries(shownPatch(object, patch, untoldFields(actor, object)))
  return {
    object: object.name,
    id: verb === 'create' ? null : record_id,
    verb,
    fields: Object.fromEntries(told.map(([name, [from, to]]) => [name, { from, to }])),
  }
}

async function titlesOf(ctx: Context, shown: readonly ShownRow[]): Promise<Readonly<Record<string, string>>> {
  const titles: Record<string, string> = {}
  for (const { object, row } of shown) {
    const told = shownPatch(object, row.patch, untoldFields(ctx.actor, object))
    for (const [name, ids] of referencesOf(object, [told])) {
      const target = ctx.model.objects.get(name)
      if (target) Object.assign(titles, Object.fromEntries(await referenceTitles(ctx, target, [...ids])))
    }
  }
  return titles
}
