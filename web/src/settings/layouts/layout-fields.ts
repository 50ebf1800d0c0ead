import type { MetadataField, MetadataObject } from '@tendero/model/api'
import type { Layout, LayoutPlace } from '@tendero/model/layout'
import { fillableFields } from '../../kernel/metadata.ts'
import { factsOf } from '../../records/page/page-parts.ts'

/** The fields that a page shows or a form asks for. */
export function fieldsIn(object: MetadataObject, place: LayoutPlace): readonly MetadataField[] {
  return place === 'page' ? factsOf(object) : fillableFields(object)
}

/** The fields that a form must not leave out. */
export function neededIn(object: MetadataObject, place: LayoutPlace): ReadonlySet<string> {
  if (place === 'page') return new Set()
  const needed = fillableFields(object).filter((field) => field.required && field.default === undefined)
  return new Set(needed.map(({ name }) => name))
}

/** What there is before anybody arranges it: a page with all fields, a form with the short ones. */
export function standardLayout(object: MetadataObject, place: LayoutPlace): Layout {
  const all = fieldsIn(object, place).map(({ name }) => name)
  const fields = place === 'page' || object.form.length === 0 ? all : object.form.filter((name) => all.includes(name))
  return {
    sections: [{ title: null, columns: 1, fields }],
    hidden: all.filter((name) => !fields.includes(name)),
  }
}
