import { identifier, join, type Sql, sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import type { Step } from './next-step.ts'

/** Objects that have a next step. */
export type Stepping = 'lead' | 'opportunity'

interface StepRow {
  readonly record_id: string
  readonly id: string
  readonly due_at: string
}

/** The earliest open activity with a due time of each record, by record; those without one are left out. */
export async function nextSteps(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  records: ReadonlyMap<Stepping, readonly string[]>,
): Promise<ReadonlyMap<string, Step>> {
  const parts = [...records].map(([object, ids]): Sql => {
    const key = identifier(`${object}_id`)
    return sql`select p.id as record_id, n.id, to_json(n.due_at) #>> '{}' as due_at from unnest(${ids}::uuid[]) p (id)
      cross join lateral (select a.id, a.due_at from app.activity a where a.workspace_id = ${actor.workspaceId}
        and a.${key} = p.id and a.done_at is null and a.due_at is not null and a.deleted_at is null
        order by a.due_at, a.id limit 1) n`
  })
  const rows = await tx.rows<StepRow>(join(parts, ' union all '))
  return new Map(rows.map((row) => [row.record_id, { id: row.id, dueAt: row.due_at }]))
}
