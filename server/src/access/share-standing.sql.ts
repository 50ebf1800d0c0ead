import { and, isId, type ObjectType, sql } from '@tendero/model'
import { activeShares } from '../kernel/active-shares.ts'
import type { Context } from '../kernel/context.ts'
import { anyOf, grantsOf } from '../kernel/grants.ts'
import { visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { faceOf } from '../kernel/record-face.ts'
import type { Standing } from './share-bounds.ts'

/** A record that the actor may see, and how they may edit it. */
export interface SharedRecord extends Standing {
  /** The object whose rights it has. */
  readonly face: string
  readonly mayEdit: boolean
}

interface Row {
  readonly id: string
  readonly kind: string | null
  readonly may: boolean
  readonly own: boolean
  readonly until: string | null
}

/** By id, those of the records of an object that the actor may see. */
export async function sharedRecords(
  ctx: Context,
  object: ObjectType,
  ids: readonly unknown[],
): Promise<ReadonlyMap<string, SharedRecord>> {
  const { model, actor } = ctx
  const edit = { model, actor, object, verb: 'edit', alias: 't' } as const
  const grants = grantsOf(edit)
  const kind = object.activity === '*' ? sql`t.kind` : sql`null`
  const rows = await ctx.tx.rows<Row>(sql`
    select t.id, ${kind} as kind, (${anyOf(grants)}) is true as may,
      (${anyOf(grants.filter(({ reason }) => reason !== 'share'))}) is true as own, to_json(o.until) #>> '{}' as until
    from ${readTable(object)} t
    cross join lateral (select case when bool_and(s.until is not null) then max(s.until) end as until from app.share s
      where ${and([activeShares(edit, 's'), sql`s.record = t.id`])}) o
    where ${and([visible(ctx, object, 't'), sql`t.id = any(${ids.filter(isId)}::uuid[])`])}`)
  return new Map(
    rows.map(({ id, may, own, until, ...row }) => [id, { face: faceOf(object, row), mayEdit: may, ofOwn: own, until }]),
  )
}
