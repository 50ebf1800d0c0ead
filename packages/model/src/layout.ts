/** Where a layout is used: on the page of a record, or in the form for a new one. */
export const layoutPlaces = ['page', 'form'] as const
export type LayoutPlace = (typeof layoutPlaces)[number]

export interface LayoutSection {
  /** In the workspace's own words; null for none. */
  readonly title: string | null
  /** How many fields stand beside each other, where there is room. */
  readonly columns: 1 | 2
  /** Their names, in order. */
  readonly fields: readonly string[]
}

/** How the fields of an object are arranged. */
export interface Layout {
  readonly sections: readonly LayoutSection[]
  /** Fields that are left out. */
  readonly hidden: readonly string[]
  /** Of a page: lists of other records, as 'object.field', in order; those that nobody named come behind. */
  readonly related?: readonly string[]
  readonly hiddenRelated?: readonly string[]
}

export interface ArrangedSection extends LayoutSection {
  /** The fields that the layout does not know, and those that it must not leave out. */
  readonly rest: boolean
}

/**
 * The sections of a layout with the fields that there are: each once, but those left out. What no section names comes last,
 * in a section of its own; empty sections fall away.
 * @param fields all that there are for whoever looks, in their usual order
 * @param needed fields that are never left out: those that a form requires
 */
export function arrange(
  { sections, hidden }: Layout,
  fields: readonly string[],
  needed: ReadonlySet<string> = new Set(),
): readonly ArrangedSection[] {
  const open = new Set(fields)
  const placed = sections.map((section) => ({
    ...section,
    rest: false,
    fields: section.fields.filter((name) => open.delete(name)),
  }))
  const left = new Set(hidden.filter((name) => !needed.has(name)))
  const rest = [...open].filter((name) => !left.has(name))
  return [...placed, { title: null, columns: 1 as const, fields: rest, rest: true }].filter(
    (section) => section.fields.length > 0,
  )
}

/** Things in the order of a layout: those that it names first, without those that it leaves out. */
export function inLayoutOrder<T>(
  { related = [], hiddenRelated = [] }: Layout,
  items: readonly T[],
  nameOf: (item: T) => string,
): readonly T[] {
  const place = (item: T): number => {
    const index = related.indexOf(nameOf(item))
    return index < 0 ? related.length : index
  }
  return items.filter((item) => !hiddenRelated.includes(nameOf(item))).toSorted((a, b) => place(a) - place(b))
}
