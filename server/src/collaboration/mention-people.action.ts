import { type Field, mentionsIn, type ObjectType, type RichText, withNames } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { invalid } from '../kernel/failure.ts'
import { type Change, everyObject, type Lifecycle } from '../kernel/lifecycle.ts'

/** Who is mentioned in a rich text is somebody of the workspace, and stands in it by their name, whatever was sent. */
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
function nameMentioned({ model }: Context, { patch }: Change, { name }: Field): void {
  const document = patch[name]
  if (!isRichText(document)) return
  const mentioned = mentionsIn(document)
  if (mentioned.length === 0) return
  const people = model.catalogue.get('user')
  if (mentioned.some((id) => !people?.has(id))) throw invalid({ [name]: { code: 'unknown_person' } })
  patch[name] = withNames(document, (id) => String(people?.get(id)?.name))
}

/** What stands in a patch was read by its type; here it is only told from null and from nothing. */
export function isRichText(value: unknown): value is RichText {
  return typeof value === 'object' && value !== null && 'content' in value && Array.isArray(value.content)
}
