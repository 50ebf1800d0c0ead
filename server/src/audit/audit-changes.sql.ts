import { type AuditChange, type AuditChanges, and, type ObjectType, sql } from '@tendero/model'
import { type Patch, referencesOf, shownPatch, untoldFields } from '../collaboration/index.ts'
import { mayUseField, scopeOf } from '../kernel/actor.ts'
import { policy } from '../kernel/policy.ts'
import type { Reading } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { readableTitles } from '../workspace/index.ts'

const mostShown = 100

interface Row {
  readonly object: string
  readonly record_id: string
  readonly verb: AuditChange['verb']
  readonly patch: Patch
}

/**
 * What an operation changed, the first hundred records. Values are those that the reader may see: of records that they
 * may read, without fields that are hidden from them.
 */
export async function auditChanges(reading: Reading, operationId: string): Promise<AuditChanges> {
  const { tx, actor, model } = reading
  const rows = await tx.rows<Row>(sql`
    select h.object, h.record_id, h.verb, h.patch from app.history h
    where h.workspace_id = ${actor.workspaceId} and h.operation_id = ${operationId} order by h.id limit ${mostShown + 1}`)
  const shown = rows.slice(0, mostShown)
  const names = [...new Set(shown.map((row) => row.object))]
  const told = await Promise.all(
    names.map(async (name) => {
      const object = model.objects.get(name)
      const own = shown.filter((row) => row.object === name)
      return object ? changesOf(reading, object, own) : own.map((row) => bare(row))
    }),
  )
  const items = told.flat()
  return { items, more: rows.length > mostShown, titles: await titlesOf(reading, items) }
}

function bare({ object, record_id, verb }: Row, title: string | null = null): AuditChange {
  return { object, record: { id: record_id, title }, verb, fields: {} }
}

async function changesOf(reading: Reading, object: ObjectType, rows: readonly Row[]): Promise<readonly AuditChange[]> {
  const ids = [...new Set(rows.map((row) => row.record_id))]
  const [titles, readable] = await Promise.all([
    readableTitles(reading, object.name, ids),
    readableIds(reading, object, ids),
  ])
  const untold = untoldFields(reading.actor, object)
  return rows.map((row) => {
    const change = bare(row, titles.get(row.record_id) ?? null)
    if (!readable.has(row.record_id)) return change
    const fields = shownPatch(object, row.patch, untold)
    noteSensitive(reading, object, row.record_id, Object.keys(fields))
    return { ...change, fields, ...rightsIn(reading, object, row) }
  })
}

/** The rights of a role stand in no form, but who gained and who lost some is what a log is for. */
function rightsIn({ actor }: Reading, object: ObjectType, { patch }: Row): Pick<AuditChange, 'rights'> {
  const told = object.name === 'role' && mayUseField(actor, 'role', 'rights', 'read')
  return told && patch.rights ? { rights: patch.rights } : {}
}

function noteSensitive({ noteRead }: Reading, object: ObjectType, id: string, shown: readonly string[]): void {
  const sensitive = shown.filter((name) => object.fields.get(name)?.options.sensitive)
  if (sensitive.length > 0) noteRead?.(object.name, sensitive, id)
}

/** Deleted ones too: what was deleted is part of what happened. */
async function readableIds(
  { tx, model, actor }: Reading,
  object: ObjectType,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (scopeOf(actor, object.name, 'read') === 'none') return new Set()
  const rows = await tx.rows<{ id: string }>(
    sql`select t.id from ${readTable(object)} t where ${and([
      sql`t.workspace_id = ${actor.workspaceId}`,
      sql`t.id = any(${ids}::uuid[])`,
      policy(model, actor, object, 'read', 't'),
    ])}`,
  )
  return new Set(rows.map(({ id }) => id))
}

async function titlesOf(reading: Reading, items: readonly AuditChange[]): Promise<Readonly<Record<string, string>>> {
  const titles: Record<string, string> = {}
  for (const { object: name, fields } of items) {
    const object = reading.model.objects.get(name)
    if (!object) continue
    for (const [target, ids] of referencesOf(object, [fields]))
      Object.assign(titles, Object.fromEntries(await readableTitles(reading, target, [...ids])))
  }
  return titles
}
