import type { MergePreview, MergeWish, ObjectType } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, recordId } from '../kernel/accept-body.ts'
import { action, perform } from '../kernel/action.ts'
import { mayUseField, scopeOf } from '../kernel/actor.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { notFound } from '../kernel/failure.ts'
import { pointingTo } from '../kernel/pointing.ts'
import { type Reading, readingFor, readRecords } from '../kernel/read-records.ts'
import { mergedPoints } from './merge-points.sql.ts'
import { planPoints } from './merge-points.ts'
import { mergedIds, mergedObject, mergeRecords, planFor } from './merge-records.action.ts'
import { titleIn } from './pairs.sql.ts'
import { countedOnce, countPointing } from './related.sql.ts'

const wish = z.strictObject({
  object: z.string().max(100),
  master: recordId,
  records: z.array(recordId).min(1).max(50),
  rule: z.enum(['master', 'newest', 'most_complete', 'verified', 'manual']).optional(),
  fields: z.record(z.string().max(100), recordId).optional(),
  versions: z.record(recordId, z.number().int()).optional(),
})

const merge = action({ name: 'record.merge', input: wish, run: mergeRecords })

export const mergeEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/merges/preview',
    summary: 'What would become of several records as one: field by field, with what moves. Writes nothing.',
    input: wish,
    whileViewing: true,
    handle({ kernel, caller, body }) {
      const wished = acceptBody(wish, body)
      const object = mergedObject(caller, wished.object)
      return kernel.database.read(caller.actor.workspaceId, (tx) =>
        previewMerge(readingFor(kernel, caller, tx), object, wished),
      )
    },
  }),
  endpoint({
    method: 'POST',
    path: '/merges',
    summary:
      'Makes one of several records, in one operation: all that belongs to them moves to the master, and their ids lead to it for ever.',
    input: wish,
    handle: ({ kernel, caller, body, idempotencyKey }) => perform(kernel, caller, merge, body, { idempotencyKey }),
  }),
]

async function previewMerge(reading: Reading, object: ObjectType, wished: MergeWish): Promise<MergePreview> {
  const ids = mergedIds(wished)
  const found = await readRecords(reading, object, ids)
  const records = ids.map((id) => {
    const values = found.get(id)
    if (!values) throw notFound()
    return { id, values }
  })
  const losers = ids.filter((id) => id !== wished.master)
  const { fields } = planFor(reading.actor, object, records, wished)
  const [moves, points] = await Promise.all([
    movesOf(reading, object, losers),
    pointsOf(reading, object, wished.master, ids),
  ])
  return {
    object: object.name,
    master: wished.master,
    records: records.map(({ id, values }) => ({
      id,
      title: titleIn(object, values),
      version: Number(values.version),
      updatedAt: String(values.updatedAt),
      values,
    })),
    fields: fields.filter(({ field }) => mayUseField(reading.actor, object.name, field, 'read')),
    moves,
    points,
  }
}

/** Counted is everything that moves, seen or not: how many are no secret of theirs. Of objects that one may not read, nothing is told. */
async function movesOf(
  reading: Reading,
  object: ObjectType,
  losers: readonly string[],
): Promise<MergePreview['moves']> {
  const all = countedOnce(pointingTo(reading.model.objects.values(), object)).filter(
    (from) =>
      from.object.name !== 'contact_point' &&
      from.object.name !== object.name &&
      scopeOf(reading.actor, from.object.name, 'read') !== 'none',
  )
  const counts = await Promise.all(
    all.map(async (from) => ({
      object: from.object.name,
      records: await countPointing(reading, from, object, losers),
    })),
  )
  return counts.filter(({ records }) => records > 0)
}

async function pointsOf(
  reading: Reading,
  { name }: ObjectType,
  master: string,
  ids: readonly string[],
): Promise<MergePreview['points']> {
  if (name !== 'account' && name !== 'contact') return []
  const { points } = planPoints(master, await mergedPoints(reading, name, ids))
  return points
    .filter(({ kind }) => kind === 'email' || kind === 'phone')
    .filter(({ kind }) => mayUseField(reading.actor, name, kind, 'read'))
    .map(({ kind, value, valid, optedOut }) => ({
      kind: kind === 'email' ? 'email' : 'phone',
      value,
      valid: valid !== false,
      optedOut,
    }))
}
