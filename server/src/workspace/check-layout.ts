import { type Field, isReadOnly, type Layout, type ObjectType } from '@tendero/model'
import { z } from 'zod'
import type { Context } from '../kernel/context.ts'
import { invalid } from '../kernel/failure.ts'
import { type Change, valueAfter } from '../kernel/lifecycle.ts'

const name = z.string().min(1).max(130)
const names = z.array(name).max(500)

const definition = z.strictObject({
  sections: z
    .array(
      z.strictObject({
        title: z.string().trim().min(1).max(100).nullable(),
        columns: z.union([z.literal(1), z.literal(2)]),
        fields: names,
      }),
    )
    .max(50),
  hidden: names,
  related: names.optional(),
  hiddenRelated: names.optional(),
})

/**
 * A layout is of an object that people work with; it names each field once, and a form leaves out nothing that must be
 * filled in.
 * @throws Failure 422 by field: `unknown_object`, `invalid_layout`, `required`
 */
export function checkLayout(ctx: Context, change: Change): void {
  if (change.verb === 'delete') return
  const object = ctx.model.objects.get(String(valueAfter(change, 'object')))
  if (!object || object.settings || object.template) throw invalid({ object: { code: 'unknown_object' } })
  const read = definition.safeParse(valueAfter(change, 'definition'))
  if (!read.success || namesTwice(read.data)) throw invalid({ definition: { code: 'invalid_layout' } })
  const missing = valueAfter(change, 'place') === 'form' ? leftOut(object, read.data) : []
  if (missing.length > 0)
    throw invalid(Object.fromEntries([['definition', { code: 'required', details: { fields: missing.join(', ') } }]]))
}

function namesTwice({ sections, hidden, related = [], hiddenRelated = [] }: Layout): boolean {
  const twice = (all: readonly string[]) => new Set(all).size < all.length
  return twice([...sections.flatMap(({ fields }) => fields), ...hidden]) || twice([...related, ...hiddenRelated])
}

function leftOut(object: ObjectType, { hidden }: Layout): readonly string[] {
  return hidden.filter((one) => {
    const field = object.fields.get(one)
    return field !== undefined && mustBeFilledIn(field)
  })
}

/** Required, and nothing but a person fills it. */
function mustBeFilledIn(field: Field): boolean {
  const { options, system } = field
  return options.required === true && !system && !isReadOnly(field) && !options.assumed && options.default === undefined
}
