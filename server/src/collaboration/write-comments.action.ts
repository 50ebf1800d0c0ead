import { and, isId, isRichText, type ObjectType, plainText, sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { invalid } from '../kernel/failure.ts'
import { type Change, isChanging, type Lifecycle } from '../kernel/lifecycle.ts'
import { visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { faceOf } from '../kernel/record-face.ts'

/** Of a comment's first words, in characters. */
const longestExcerpt = 200

/**
 * A comment is about a record that its author may see; a reply is to a comment on the same record that is no reply itself.
 * @throws Failure 422 with the codes `unknown_object`, `not_found` and `not_on_this_record` of its fields
 */
export const commentLifecycle: Lifecycle = {
  object: 'comment',
  async before(ctx, changes) {
    for (const change of changes) describe(ctx, change)
    const made = changes.filter(({ verb }) => verb === 'create')
    if (made.length === 0) return
    await requireRecords(ctx, made)
    await requireThreads(ctx, made)
  },
}

function describe({ now }: Context, change: Change): void {
  const { patch, verb } = change
  if (!isRichText(patch.body)) return
  if (verb === 'update' && isChanging(change, 'body')) patch.editedAt = now.toISOString()
  patch.excerpt = excerptOf(plainText(patch.body))
}

/** The beginning of a text in one line. */
function excerptOf(text: string): string {
  return [...text.replace(/\s+/g, ' ').trim()].slice(0, longestExcerpt).join('')
}

async function requireRecords(ctx: Context, made: readonly Change[]): Promise<void> {
  for (const name of new Set(made.map(({ patch }) => String(patch.object)))) {
    const about = made.map(({ patch }) => patch).filter((patch) => patch.object === name)
    const faces = await facesOf(
      ctx,
      commentable(ctx, name),
      about.map(({ record }) => record),
    )
    for (const patch of about) {
      const face = faces.get(String(patch.record))
      if (face === undefined) throw invalid({ record: { code: 'not_found' } })
      patch.object = face
    }
  }
}

function commentable({ model }: Context, name: string): ObjectType {
  const object = model.objects.get(name)
  if (!object || object.attached || object.template || object.settings)
    throw invalid({ object: { code: 'unknown_object' } })
  return object
}

/** By the id of each record that the actor may see, the object whose rights it has. */
async function facesOf(
  ctx: Context,
  object: ObjectType,
  ids: readonly unknown[],
): Promise<ReadonlyMap<string, string>> {
  const kind = object.activity === '*' ? sql`t.kind` : sql`null`
  const rows = await ctx.tx.rows<{ id: string; kind: string | null }>(sql`
    select t.id, ${kind} as kind from ${readTable(object)} t
    where ${and([visible(ctx, object, 't'), sql`t.id = any(${ids.filter(isId)}::uuid[])`])}`)
  return new Map(rows.map((row) => [row.id, faceOf(object, row)]))
}

async function requireThreads(ctx: Context, made: readonly Change[]): Promise<void> {
  const replies = made.filter(({ patch }) => isId(patch.replyTo))
  if (replies.length === 0) return
  const rows = await ctx.tx.rows<{ id: string; record: string }>(sql`
    select c.id, c.record from app.comment c where c.workspace_id = ${ctx.actor.workspaceId}
    and c.id = any(${replies.map(({ patch }) => patch.replyTo)}::uuid[])
    and c.reply_to_id is null and c.deleted_at is null`)
  const records = new Map(rows.map(({ id, record }) => [id, record]))
  if (replies.some(({ patch }) => records.get(String(patch.replyTo)) !== patch.record))
    throw invalid({ replyTo: { code: 'not_on_this_record' } })
}
