import { type Layout, type LayoutPlace, layoutPlaces, type ObjectType } from '@tendero/model'
import type { FilterContext } from '../kernel/filter.ts'

/** The layouts of an object that hold for an actor: those of their role, else those of all; with what they may read. */
export function layoutsFor(
  { model, actor }: FilterContext,
  object: ObjectType,
  known: ReadonlySet<string>,
): Partial<Record<LayoutPlace, Layout>> {
  const rows = [...(model.catalogue.get('layout')?.values() ?? [])].filter(
    (row) => row.object === object.name && row.deleted_at === null,
  )
  return Object.fromEntries(
    layoutPlaces.flatMap((place) => {
      const here = rows.filter((row) => row.place === place)
      const row = here.find(({ role_id }) => role_id === actor.roleId) ?? here.find(({ role_id }) => role_id === null)
      return row ? [[place, readable(row.definition as Layout, known)]] : []
    }),
  )
}

function readable({ sections, hidden, ...related }: Layout, known: ReadonlySet<string>): Layout {
  const seen = (names: readonly string[]) => names.filter((name) => known.has(name))
  return {
    ...related,
    sections: sections.map((section) => ({ ...section, fields: seen(section.fields) })),
    hidden: seen(hidden),
  }
}
