import { mentionsIn, type NotificationKind, type RichText } from '@tendero/model'

/** What one change of a record says to those whom it concerns. */
export interface RecordChange {
  readonly recordId: string
  readonly verb: 'create' | 'update'
  /** Old and new value by field. */
  readonly patch: Readonly<Record<string, readonly [before: unknown, after: unknown]>>
  /** Who did it; nobody is told of their own deeds. */
  readonly actorId: string | null
}

/** A comment that was written, or changed: then only of mentions is anybody told. */
export interface WrittenComment {
  readonly recordId: string
  readonly verb: 'create' | 'update'
  readonly authorId: string | null
  readonly body: RichText
}

/** That somebody is to be told about a record, if they may read it and want to know. */
export interface DueNotice {
  readonly userId: string
  readonly kind: NotificationKind
  readonly recordId: string
}

/** Of a change: whoever became the owner, else whoever follows the record; nobody of what they did themselves. */
export function noticesOfChange(
  { recordId, verb, patch, actorId }: RecordChange,
  followers: readonly string[],
): readonly DueNotice[] {
  const [, owner] = patch.owner ?? []
  return oneEach(recordId, actorId, [
    ...(typeof owner === 'string' ? ([['assigned', owner]] as const) : []),
    ...(verb === 'update' ? followers.map((userId) => ['change', userId] as const) : []),
  ])
}

/** Of a comment: whoever is mentioned, and when it is new, else whoever follows the record. */
export function noticesOfComment(
  { recordId, verb, authorId, body }: WrittenComment,
  followers: readonly string[],
): readonly DueNotice[] {
  return oneEach(recordId, authorId, [
    ...mentionsIn(body).map((userId) => ['mention', userId] as const),
    ...(verb === 'create' ? followers.map((userId) => ['comment', userId] as const) : []),
  ])
}

/** Of people who are mentioned in a text of a record, or with whom it was shared: each, but for whoever did it. */
export function noticesToEach(
  kind: 'mention' | 'shared',
  recordId: string,
  actorId: string | null,
  people: readonly string[],
): readonly DueNotice[] {
  return oneEach(
    recordId,
    actorId,
    people.map((userId) => [kind, userId] as const),
  )
}

/** Everybody once, for the first reason, but whoever did it. */
function oneEach(
  recordId: string,
  actorId: string | null,
  reasons: readonly (readonly [NotificationKind, string])[],
): readonly DueNotice[] {
  const first = new Map<string, NotificationKind>()
  for (const [kind, userId] of reasons) if (userId !== actorId && !first.has(userId)) first.set(userId, kind)
  return [...first].map(([userId, kind]) => ({ userId, kind, recordId }))
}
