import { createHash } from 'node:crypto'
import { compile, isId, quoteIdentifier, sql } from '@tendero/model'
import type { Event, Subscriber } from '../kernel/events.ts'
import { orderColumn } from '../kernel/expression.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type CatalogueRecord, customField } from '../kernel/workspace-model.ts'

/**
 * Gives a custom field that was marked *indexed* its expression index, concurrently. Workspaces whose field has the
 * same object, name and kind share one index.
 */
export const indexCustomField: Subscriber = {
  name: 'workspace.indexCustomField',
  topics: ['custom_field.create', 'custom_field.update'],
  async run(kernel, event) {
    for (const row of await indexedFields(kernel, event)) await makeIndex(kernel, row)
  },
}

async function indexedFields(kernel: Kernel, { workspaceId, payload }: Event): Promise<readonly CatalogueRecord[]> {
  const ids = Array.isArray(payload.ids) ? payload.ids.filter(isId) : []
  return kernel.database.read(workspaceId, (tx) =>
    tx.rows<CatalogueRecord>(sql`select t.* from app.custom_field t where t.workspace_id = ${workspaceId}
      and t.id = any(${ids}::uuid[]) and t.indexed and t.deleted_at is null`),
  )
}

async function makeIndex({ database, objects }: Kernel, row: CatalogueRecord): Promise<void> {
  const object = objects.get(String(row.object)) ?? objects.get('custom_record')
  if (!object) return
  const field = customField(row)
  const table = `tendero.${quoteIdentifier(object.table)}`
  // The table's own name stands for the alias: an index expression knows no other.
  const { text } = compile(orderColumn(field, quoteIdentifier(object.table)))
  const expression = text.replaceAll(`${quoteIdentifier(object.table)}.custom`, 'custom')
  const name = quoteIdentifier(
    `custom_${createHash('md5').update(`${object.table} ${field.name} ${field.type.kind}`).digest('hex').slice(0, 16)}`,
  )
  const invalid = await database.direct.query(
    'select 1 from pg_index i join pg_class c on c.oid = i.indexrelid where c.relname = $1 and not i.indisvalid',
    [name.slice(1, -1)],
  )
  if (invalid.rows.length > 0) await database.direct.query(`drop index concurrently if exists tendero.${name}`)
  const document = field.type.columns[field.type.orderColumn ?? 0]?.type === 'jsonb'
  const form = document
    ? `using gin (workspace_id, (${expression})) with (fastupdate = off)`
    : `(workspace_id, (${expression}), id) where deleted_at is null`
  await database.direct.query(`create index concurrently if not exists ${name} on ${table} ${form}`)
}
