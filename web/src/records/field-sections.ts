import type { MetadataField } from '@tendero/model/api'
import { arrange, type Layout } from '@tendero/model/layout'

/** Fields that stand together on a page or in a form. */
export interface FieldSection {
  readonly title: string | null
  readonly columns: 1 | 2
  readonly fields: readonly MetadataField[]
  /** Those that nobody has placed. */
  readonly rest: boolean
}

/**
 * Fields as a layout arranges them; without one, all together in their usual order.
 * @param needed names of fields that are never left out
 */
export function sectionsOf(
  layout: Layout | undefined,
  fields: readonly MetadataField[],
  needed?: ReadonlySet<string>,
): readonly FieldSection[] {
  if (!layout) return [{ title: null, columns: 1, fields, rest: false }]
  const byName = new Map(fields.map((field) => [field.name, field]))
  return arrange(layout, [...byName.keys()], needed).map((section) => ({
    ...section,
    fields: section.fields.flatMap((name) => byName.get(name) ?? []),
  }))
}
