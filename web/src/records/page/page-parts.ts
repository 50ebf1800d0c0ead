import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { inLayoutOrder } from '@tendero/model/layout'
import { fieldOf, shownFields, useCatalogue } from '../../kernel/metadata.ts'
import { extensionOf } from '../extensions.ts'

/** Fields that the header shows already. */
const inHeader = new Set(['nextStep', 'nextStepAt'])

/** The fields that the page of a record shows, in their usual order. */
export function factsOf(object: MetadataObject): readonly MetadataField[] {
  const { hides = [] } = extensionOf(object.name)
  const title = fieldOf(object, object.title)
  return shownFields(object).filter(
    (field) =>
      !field.system && !inHeader.has(field.name) && !hides.includes(field.name) && !(field === title && field.readOnly),
  )
}

/** The references of other objects that point to one, as far as lists of them are shown, in their order. */
export function useRelatedLists(object: MetadataObject): readonly Relation[] {
  const layout = object.layouts.page
  const lists = useEveryRelatedList(object)
  return layout
    ? inLayoutOrder(layout, lists, relationOf)
    : [...lists].sort((a, b) => rank(a.object, object) - rank(b.object, object))
}

/** An object and its reference that points to another: 'opportunity.account'. */
export function relationOf({ object, field }: Relation): string {
  return `${object.name}.${field.name}`
}

export interface Relation {
  readonly object: MetadataObject
  readonly field: MetadataField
}

/** Those of `useRelatedLists` with the ones that the layout leaves out, in no order. */
export function useEveryRelatedList(object: MetadataObject): readonly Relation[] {
  const { replaces = [] } = extensionOf(object.name)
  return useCatalogue()
    .pointingTo(object.name)
    .filter((one) => !one.object.settings && one.object.activity === null && !replaces.includes(one.object.name))
    .filter((one) => one.object.can.read !== 'none')
}

/** Records that stand by themselves first, then parts of this one, then others of its own kind. */
function rank(related: MetadataObject, own: MetadataObject): number {
  if (related.name === own.name) return 2
  return related.parent.length > 0 ? 1 : 0
}
