import { isId, notificationObject, type RichText, sql } from '@tendero/model'
import {
  followersById,
  followingBegun,
  mentionTopic,
  readerOf,
  readsComments,
  shownPatch,
  untoldFields,
} from '../collaboration/index.ts'
import { write } from '../kernel/action.ts'
import { mayUseField } from '../kernel/actor.ts'
import { type Caller, callerOfProgram } from '../kernel/caller.ts'
import type { Event, Subscriber } from '../kernel/events.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { concernedEvents, type NotifiableTopic, notifiableTopic, sharedTopic } from './concerned-events.sql.ts'
import type { Due } from './due.ts'
import { noticesOfChange, noticesOfComment, noticesToEach, type RecordChange } from './due-notices.ts'
import { dueOfShares } from './due-shares.sql.ts'
import { insertNotifications, mutedKinds, type NewNotification } from './notifications.sql.ts'

/** Tells people what concerns them, as far as they may read it and want to know; once, however often the job runs. */
export const makeNotifications: Subscriber = {
  name: 'notifications.make',
  topics: ['*'],
  concerns: concernedEvents,
  async run(kernel, event) {
    const program = await callerOfProgram(kernel, event.workspaceId)
    for (const due of await dueOf(kernel, program, event)) {
      const made = await permitted(kernel, event.workspaceId, due)
      if (made.length > 0) await keep(kernel, program, made)
    }
  },
}

async function dueOf(kernel: Kernel, program: Caller, event: Event): Promise<readonly Due[]> {
  if (event.topic === mentionTopic) return dueOfMention(event)
  if (event.topic === sharedTopic) return dueOfShares(kernel, program, event.workspaceId, idsOf(event.payload.ids))
  const topic = notifiableTopic(event)
  if (!topic) return []
  return topic.object === 'comment'
    ? dueOfComments(kernel, program, event, topic)
    : dueOfChanges(kernel, program, event, topic)
}

function idsOf(ids: unknown): readonly string[] {
  return Array.isArray(ids) ? ids.filter(isId) : []
}

function dueOfMention({ id, payload: { about, record, field, people, by, at } }: Event): readonly Due[] {
  if (typeof about !== 'string' || typeof field !== 'string' || typeof at !== 'string' || !isId(record)) return []
  const actorId = isId(by) ? by : null
  const notices = noticesToEach('mention', record, actorId, idsOf(people))
  const tells: Due['tells'] = ({ caller }) => mayUseField(caller.actor, about, field, 'read')
  return [{ object: about, cause: id, commentId: null, actorId, at, notices, tells }]
}

interface CommentRow {
  readonly id: string
  readonly object: string
  readonly record: string
  readonly body: RichText
  readonly created_by_id: string | null
  readonly at: string
}

async function dueOfComments(
  { database }: Kernel,
  { model }: Caller,
  { workspaceId, payload }: Event,
  { verb }: NotifiableTopic,
): Promise<readonly Due[]> {
  return database.read(workspaceId, async (tx) => {
    const comments = await tx.rows<CommentRow>(sql`
      select c.id, c.object, c.record, c.body, c.created_by_id, to_json(c.updated_at) #>> '{}' as at from app.comment c
      where c.workspace_id = ${workspaceId} and c.id = any(${idsOf(payload.ids)}::uuid[]) and c.deleted_at is null`)
    const due: Due[] = []
    for (const { id, object, record, body, created_by_id: authorId, at } of comments) {
      const about = model.objects.get(object)
      if (!about) continue
      const followers = (await followersById(tx, about, [record])).get(record) ?? []
      const notices = noticesOfComment({ recordId: record, verb, authorId, body }, followers)
      const tells: Due['tells'] = ({ caller }) => readsComments(caller.actor)
      due.push({ object, cause: id, commentId: id, actorId: authorId, at, notices, tells })
    }
    return due
  })
}

interface HistoryRow {
  readonly record_id: string
  readonly patch: RecordChange['patch']
  readonly actor_id: string | null
  readonly at: string
}

/** An import and the program itself tell nobody: what they write is not news of anybody's deeds. */
const byPeople = ['screen', 'api_key', 'mcp']

async function dueOfChanges(
  { database }: Kernel,
  { model }: Caller,
  { id, workspaceId, payload }: Event,
  { object: name, verb }: NotifiableTopic,
): Promise<readonly Due[]> {
  const object = model.objects.get(name)
  if (!object || object.settings || !object.owned || !isId(payload.operationId)) return []
  return database.read(workspaceId, async (tx) => {
    const rows = await tx.rows<HistoryRow>(sql`
      select h.record_id, h.patch, h.actor_id, to_json(h.recorded_at) #>> '{}' as at from app.history h
      where h.workspace_id = ${workspaceId} and h.operation_id = ${payload.operationId} and h.object = ${object.recordedAs}
        and h.record_id = any(${idsOf(payload.ids)}::uuid[]) and h.verb = ${verb} and h.through = any(${byPeople}::text[])`)
    const [first] = rows
    if (!first) return []
    const followers = await followersById(
      tx,
      object,
      rows.map((row) => row.record_id),
    )
    const patches = new Map(rows.map((row) => [row.record_id, row.patch]))
    const notices = rows.flatMap(({ record_id: recordId, patch, actor_id: actorId }) =>
      noticesOfChange({ recordId, verb, patch, actorId }, followers.get(recordId) ?? []),
    )
    const tells: Due['tells'] = ({ caller }, { kind, recordId }) =>
      kind !== 'change' ||
      Object.keys(shownPatch(object, patches.get(recordId) ?? {}, untoldFields(caller.actor, object))).length > 0
    return [{ object: name, cause: id, commentId: null, actorId: first.actor_id, at: first.at, notices, tells }]
  })
}

/** What of the notices those whom they are for may read and want, one of a kind for each person. */
async function permitted(kernel: Kernel, workspaceId: string, due: Due): Promise<readonly NewNotification[]> {
  const people = [...new Set(due.notices.map(({ userId }) => userId))]
  if (people.length === 0) return []
  const muted = await kernel.database.read(workspaceId, (tx) => mutedKinds(tx, people))
  const made: NewNotification[] = []
  for (const userId of people) {
    const wanted = due.notices.filter((one) => one.userId === userId && !muted.get(userId)?.includes(one.kind))
    made.push(...(await forPerson(kernel, workspaceId, userId, { ...due, notices: wanted })))
  }
  return made
}

async function forPerson(
  kernel: Kernel,
  workspaceId: string,
  userId: string,
  { object, cause, commentId, actorId, at, notices, tells }: Due,
): Promise<readonly NewNotification[]> {
  const ids = notices.map(({ recordId }) => recordId)
  const reader = ids.length > 0 ? await readerOf(kernel, userId, { workspaceId, object, ids }) : undefined
  if (!reader) return []
  const known = notices.filter((one) => reader.ids.has(one.recordId) && (tells?.(reader, one) ?? true))
  return [...new Set(known.map(({ kind }) => kind))].flatMap((kind) => {
    const [first, ...others] = known.filter((one) => one.kind === kind)
    if (!first) return []
    const { recordId } = first
    return { id: newId(), userId, kind, cause, object, recordId, others: others.length, commentId, actorId, at }
  })
}

/** Who is told of a mention follows the record from then on. */
async function keep(kernel: Kernel, program: Caller, made: readonly NewNotification[]): Promise<void> {
  await write(kernel, program, async (ctx) => {
    const mentioned = made.filter(({ kind }) => kind === 'mention')
    if (mentioned.length > 0) ctx.tx.send(followingBegun(ctx.tx.workspaceId, mentioned))
    const people = await insertNotifications(ctx.tx, made)
    if (people.length > 0) ctx.emit('notification.new', toldTo(people))
  })
}

/** What the streams of people are told when their notifications change. */
export function toldTo(people: readonly string[]) {
  return { object: notificationObject, ids: people }
}
