import {
  and,
  isId,
  join,
  type ObjectType,
  raw,
  type Sql,
  sql,
  type TimelineComment,
  type TimelineKind,
  type TimelineThread,
  timelineKinds,
} from '@tendero/model'
import { type Caller, objectAt } from '../kernel/caller.ts'
import { Answer, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import { readableField, unknownField } from '../kernel/filter.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { policy } from '../kernel/policy.ts'
import { type Reading, readingFor, readRecord, requireVisible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import {
  catalogueTitle,
  type RecordRow,
  recordColumns,
  recordShape,
  recordSource,
  recordText,
  seesTitles,
  titleOf,
} from '../kernel/record-select.ts'
import { anyActivity, readableKinds, withoutHidden } from './any-activity.ts'
import { type Patch, referencesOf, shownPatch, untoldFields } from './shown-change.ts'
import { type CommentRow, type HistoryRow, historyOf } from './timeline-history.sql.ts'
import { decodePlace, mergeNewest, type TimelinePlace } from './timeline-page.ts'
import { type ShareRow, shareTold } from './timeline-shares.sql.ts'
import { type Asked, before } from './timeline-source.sql.ts'

export interface TimelineQuery {
  /** All when empty. */
  readonly kinds: readonly TimelineKind[]
  /** Of changes only those of this field, and of those nothing else. */
  readonly field?: string
  readonly cursor?: string
  readonly limit: number
}

const mostPerPage = 100

/** One thing on the timeline, as JSON text but for a change, whose titles are still to be found. */
interface Item extends TimelinePlace {
  readonly activity?: { readonly kind: string; readonly text: string }
  readonly file?: HistoryRow
  readonly share?: HistoryRow & { readonly share: ShareRow }
  readonly thread?: NonNullable<HistoryRow['comment']>
  readonly change?: HistoryRow
}

/**
 * What happened to a record, newest first, as JSON text: its activities that the reader may see, what was attached to it
 * and said about it, with whom it was shared, and its changes without the fields hidden from them. Three statements at most; who may see the record is the caller's
 * question.
 */
export async function timelinePage(
  reading: Reading,
  object: ObjectType,
  id: string,
  query: TimelineQuery,
): Promise<string> {
  const limit = Math.min(Math.max(query.limit, 1), mostPerPage)
  const place = query.cursor === undefined ? undefined : decodePlace(query.cursor)
  const kinds = query.kinds.length > 0 ? query.kinds : timelineKinds
  const untold = untoldBut(reading, object, query.field)
  const asked: Asked = { reading, object, id, place, most: limit + 1, untold }
  const { items, next } = mergeNewest(
    await Promise.all([
      kinds.some((kind) => !withoutActivity.has(kind)) ? activities(asked, kinds) : [],
      history(asked, kinds),
    ]),
    limit,
  )
  const told = new Map(
    items.flatMap(({ change }) => (change ? [[change.id, shownPatch(object, change.patch, untold)] as const] : [])),
  )
  const changed = new Set([...told.values()].flatMap((patch) => Object.keys(patch)))
  const sensitive = [...changed].filter((name) => object.fields.get(name)?.options.sensitive)
  if (sensitive.length > 0) reading.noteRead?.(object.name, sensitive, id)
  const titles = await titlesFor(reading, referencesOf(object, [...told.values()]))
  const texts = items.map((item) => {
    const shown = item.change
      ? `"kind":"change","change":${JSON.stringify(describe(reading, object, item.change, told, titles))}`
      : besidesChanges(reading, item)
    return `{"id":"${item.id}","at":"${item.at}",${shown}}`
  })
  return `{"items":[${texts.join(',')}],"next":${JSON.stringify(next)}}`
}

/** @throws Failure 422 `invalid_filter` for a field that the reader may not see */
function untoldBut(reading: Reading, object: ObjectType, field: string | undefined): readonly string[] {
  const untold = untoldFields(reading.actor, object)
  if (field === undefined) return untold
  if (untold.includes(field)) throw unknownField(field)
  readableField(object, field, reading)
  return [...object.fields.keys()].filter((name) => name !== field)
}

function besidesChanges(reading: Reading, { activity, file, share, thread }: Item): string {
  if (activity) return `"kind":"${activity.kind}","activity":${activity.text}`
  if (thread) return `"kind":"comment","comment":${JSON.stringify(threadOf(reading, thread))}`
  if (share)
    return `"kind":"share","share":${JSON.stringify({ ...shareTold(reading, share), ...doneBy(reading, share) })}`
  const done = file && { file: file.file, there: file.there, ...doneBy(reading, file) }
  return `"kind":"file","file":${JSON.stringify(done)}`
}

function threadOf(reading: Reading, thread: NonNullable<Item['thread']>): TimelineThread {
  return { ...said(reading, thread), replies: thread.replies.map((reply) => said(reading, reply)) }
}

function said(reading: Reading, { by, ...comment }: CommentRow): TimelineComment {
  return { ...comment, by: personOf(reading, by) }
}

/** Kinds of things on a timeline that are no activities. */
const withoutActivity: ReadonlySet<string> = new Set<TimelineKind>(['comment', 'file', 'share', 'change'])

/** From the links of the record, whose index is in the order of the timeline. */
async function activities({ reading, object, id, place, most }: Asked, kinds: readonly string[]): Promise<Item[]> {
  const { model, actor, tx } = reading
  const all = anyActivity(model)
  const shape = recordShape(reading, all, 't')
  const rows = await tx.rows<RecordRow & { id: string; at: string; kind: string }>(sql`
    select t.id, t.kind, to_json(t.linked_at) #>> '{}' as at, ${recordColumns(shape)}
    from (select a.*, l.at as linked_at from app.activity_link l
      join app.activity a on a.workspace_id = ${actor.workspaceId} and a.id = l.activity_id
      where ${and([
        sql`l.workspace_id = ${actor.workspaceId}`,
        sql`l.object = ${object.recordedAs}`,
        sql`l.record_id = ${id}`,
        sql`a.deleted_at is null`,
        readableKinds(
          model,
          actor,
          kinds.filter((kind) => !withoutActivity.has(kind)),
          'a',
        ),
        ...before(place, 'l.at', 'l.activity_id'),
      ])} order by l.at desc, l.activity_id desc limit ${raw(String(most))}) t
    ${recordSource(shape)} order by t.linked_at desc, t.id desc`)
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    activity: { kind: row.kind, text: withoutHidden(actor, row.kind, recordText(shape, row)) },
  }))
}

async function history(asked: Asked, kinds: readonly string[]): Promise<Item[]> {
  const rows = await historyOf(asked, kinds)
  return rows.map((row) => ({ id: row.id, at: row.at, ...partOf(row) }))
}

function partOf(row: HistoryRow): Pick<Item, 'file' | 'share' | 'thread' | 'change'> {
  const { comment, share } = row
  if (comment) return { thread: comment }
  if (share) return { share: { ...row, share } }
  return row.file ? { file: row } : { change: row }
}

function personOf({ model }: Reading, id: string | null): TimelineComment['by'] {
  const user = model.catalogue.get('user')?.get(id ?? '')
  return user ? { id: user.id, name: String(user.name) } : null
}

/** Who did something, through what, and by which operation it can be taken back. */
function doneBy(reading: Reading, row: Pick<HistoryRow, 'verb' | 'actor_id' | 'through' | 'operation_id'>) {
  return {
    verb: row.verb,
    by: personOf(reading, row.actor_id),
    through: row.through,
    operationId: row.operation_id,
  }
}

function describe(
  reading: Reading,
  object: ObjectType,
  row: HistoryRow,
  told: ReadonlyMap<string, Patch>,
  titles: ReadonlyMap<string, string>,
) {
  const patch = told.get(row.id) ?? {}
  const ids = [...referencesOf(object, [patch]).values()].flatMap((one) => [...one])
  return {
    ...doneBy(reading, row),
    patch,
    titles: Object.fromEntries(ids.flatMap((id) => (titles.has(id) ? [[id, titles.get(id)]] : []))),
  }
}

/** Titles of records that the reader may see; catalogues are in memory, the others take one statement. */
async function titlesFor(
  { model, actor, tx }: Reading,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>()
  const parts: Sql[] = []
  for (const [name, ids] of wanted) {
    const object = model.objects.get(name)
    if (object && !seesTitles(actor, object)) continue
    const known = object?.metadata ? model.catalogue.get(name) : undefined
    if (object && known)
      for (const id of ids) {
        const row = known.get(id)
        if (row) titles.set(id, catalogueTitle(actor, object, row))
      }
    else if (object && ids.size > 0)
      parts.push(
        sql`select t.id, ${titleOf(actor, object, 't')} as title from ${readTable(object)} t where ${and([
          sql`t.workspace_id = ${actor.workspaceId}`,
          sql`t.id = any(${[...ids]}::uuid[])`,
          policy(model, actor, object, 'read', 't'),
        ])}`,
      )
  }
  const rows = parts.length > 0 ? await tx.rows<{ id: string; title: string }>(join(parts, ' union all ')) : []
  for (const row of rows) titles.set(row.id, row.title)
  return titles
}

/** A record with the first page of its timeline in it, as JSON text. @throws Failure 404 */
export function recordWithTimeline(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  id: string,
  limit: number,
): Promise<string> {
  requireVerb(caller.actor, object, 'read')
  if (!isId(id) || !object.timeline) throw notFound()
  return kernel.database.read(caller.actor.workspaceId, async (tx) => {
    const reading = readingFor(kernel, caller, tx)
    const [record, timeline] = await Promise.all([
      readRecord(reading, object, id),
      timelinePage(reading, object, id, { kinds: [], limit }),
    ])
    return `${record.slice(0, -1)},"timeline":${timeline}}`
  })
}

function kindsOf(text: string | undefined): readonly TimelineKind[] {
  const asked = text ? text.split(',') : []
  const kinds = timelineKinds.filter((kind) => asked.includes(kind))
  if (kinds.length < new Set(asked).size) throw new Failure(422, 'invalid_kinds')
  return kinds
}

/** How many items a request asks for. @throws Failure 422 `invalid_limit` */
export function limitOf(text: string | undefined): number {
  if (text !== undefined && !/^\d{1,3}$/.test(text)) throw new Failure(422, 'invalid_limit')
  return text === undefined ? 25 : Number(text)
}

export const timelineEndpoint: Endpoint = endpoint({
  method: 'GET',
  path: '/{collection}/{id}/timeline',
  summary:
    'What happened to a record, newest first: activities, notes, comments with their replies, files, shares and changes. `kinds` keeps to some of task, call, visit, meeting, note, comment, file, share, change; `field` to changes of one field; `cursor` reads on; `limit` up to 100, 25 by default.',
  async handle({ kernel, caller, params: { collection, id = '' }, query }) {
    const object = objectAt(caller, collection)
    if (!object.timeline || !isId(id)) throw notFound()
    requireVerb(caller.actor, object, 'read')
    const asked = { kinds: kindsOf(query.kinds), field: query.field, cursor: query.cursor, limit: limitOf(query.limit) }
    return kernel.database.read(caller.actor.workspaceId, async (tx) => {
      const reading = readingFor(kernel, caller, tx)
      const [page] = await Promise.all([timelinePage(reading, object, id, asked), requireVisible(reading, object, id)])
      return new Answer(page)
    })
  },
})
