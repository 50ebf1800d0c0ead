import { type Field, isRichText, mentionsIn, type ObjectType, withNames } from '@tendero/model'
import { authorOf } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { invalid } from '../kernel/failure.ts'
import { type Change, everyObject, type Lifecycle } from '../kernel/lifecycle.ts'

/** That people were mentioned in a text of a record: `about`, `record`, `field`, `people` and `by`, all by name or id, and `at`. */
export const mentionTopic = 'record.mention'

/**
 * Who is mentioned in a rich text is somebody of the workspace, and stands in it by their name, whatever was sent. Mentions
 * in texts of records are told as events; comments tell of theirs by being written.
 */
export const mentionsLifecycle: Lifecycle = {
  object: everyObject,
  before(ctx, changes) {
    const [first] = changes
    if (!first) return
    for (const field of richFields(first.object)) for (const change of changes) nameMentioned(ctx, change, field)
  },
}

const fieldsByObject = new WeakMap<ObjectType, readonly Field[]>()

function richFields(object: ObjectType): readonly Field[] {
  const known = fieldsByObject.get(object)
  if (known) return known
  const found = [...object.fields.values()].filter(({ type }) => type.kind === 'richText')
  fieldsByObject.set(object, found)
  return found
}

/** @throws Failure 422 with the field's code `unknown_person` */
function nameMentioned(ctx: Context, { object, id, patch, before }: Change, { name }: Field): void {
  const document = patch[name]
  if (!isRichText(document)) return
  const mentioned = mentionsIn(document)
  if (mentioned.length === 0) return
  const people = ctx.model.catalogue.get('user')
  if (mentioned.some((one) => !people?.has(one))) throw invalid({ [name]: { code: 'unknown_person' } })
  patch[name] = withNames(document, (one) => String(people?.get(one)?.name))
  const known = isRichText(before?.[name]) ? mentionsIn(before[name]) : []
  const anew = mentioned.filter((one) => !known.includes(one))
  if (anew.length > 0 && !object.attached)
    ctx.emit(mentionTopic, {
      about: object.name,
      record: id,
      field: name,
      people: anew,
      by: authorOf(ctx.actor),
      at: ctx.now.toISOString(),
    })
}
