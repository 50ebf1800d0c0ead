import type { Access, Field, ObjectType, Rights } from '@tendero/model'
import type { CatalogueRecord } from './workspace-model.ts'

const template = 'custom_record'
/** Own fields that a list shows before anybody chooses. */
const mostListed = 5

/** Those of a workspace that are not deleted, in its order. */
function live(rows: Iterable<CatalogueRecord>): readonly CatalogueRecord[] {
  return [...rows].filter((row) => row.deleted_at === null).sort((a, b) => Number(a.position) - Number(b.position))
}

/**
 * The declared objects and those that administrators made, before their custom fields. A workspace that made none knows
 * neither the template nor the fields that refer to it.
 */
export function withCustomObjects(
  declared: ReadonlyMap<string, ObjectType>,
  rows: Iterable<CatalogueRecord>,
): ReadonlyMap<string, ObjectType> {
  const own = live(rows)
  const base = declared.get(template)
  if (!base) return declared
  if (own.length === 0) return withoutTemplate(declared)
  const objects = new Map(declared)
  for (const row of own) objects.set(String(row.name), customObject(base, row))
  return objects.set(template, { ...base, kinds: own.map((row) => String(row.name)) })
}

const stripped = new WeakMap<ReadonlyMap<string, ObjectType>, ReadonlyMap<string, ObjectType>>()

function withoutTemplate(declared: ReadonlyMap<string, ObjectType>): ReadonlyMap<string, ObjectType> {
  const known = stripped.get(declared)
  if (known) return known
  const objects = new Map<string, ObjectType>()
  for (const [name, object] of declared) {
    if (object.template) continue
    const fields = [...object.fields].filter(([, field]) => field.options.object !== template)
    objects.set(name, fields.length < object.fields.size ? { ...object, fields: new Map(fields) } : object)
  }
  stripped.set(declared, objects)
  return objects
}

/** An object as an administrator described it: the template's fields, its own to be added, in the template's table. */
function customObject(base: ObjectType, row: CatalogueRecord): ObjectType {
  const name = String(row.name)
  const [one, many] = [String(row.label), String(row.plural)] as const
  const fields = new Map(base.fields)
  fields.delete('kind')
  const title = fields.get(base.title)
  if (title && row.title_label) fields.set(base.title, { ...title, label: String(row.title_label) })
  return {
    ...base,
    name,
    collection: String(row.collection),
    recordedAs: name,
    kinds: [name],
    template: false,
    label: { en: [one, many], es: [one, many], et: [one, many, String(row.after_number ?? many)] },
    icon: String(row.icon),
    fields,
  }
}

const dayKinds = ['date', 'dateTime']

/** The first two of its dates, in the order in which people made them. */
function spanOf(own: readonly Field[]): ObjectType['span'] {
  const [start, end] = own.filter(({ type }) => dayKinds.includes(type.kind))
  return start && end && [start.name, end.name]
}

/** Its own fields stand before owner and team; columns of the list and the field of the board follow from them. */
export function arranged(object: ObjectType): ObjectType {
  const own = [...object.fields.values()].filter((field) => field.custom)
  const inOrder = ['id', 'version', object.title, ...own.map((field) => field.name), ...object.fields.keys()]
  return {
    ...object,
    fields: new Map(
      inOrder.flatMap((name) => {
        const field = object.fields.get(name)
        return field ? [[name, field] as const] : []
      }),
    ),
    list: [object.title, ...own.slice(0, mostListed).map((field) => field.name), 'owner', 'updatedAt'],
    board: own.find((field) => field.type.kind === 'choice')?.name,
    span: spanOf(own),
  }
}

/**
 * What a role says of the objects that were made, told of the template too: its records may be read, each as its own
 * object says, and are not named to somebody to whom one of the objects hides its names.
 */
export function templateRights(objects: ReadonlyMap<string, ObjectType>, rights: Rights): Rights {
  const base = objects.get(template)
  const readable = (base?.kinds ?? []).filter((kind) => (rights.objects[kind]?.read ?? 'none') !== 'none')
  if (!base || readable.length === 0) return rights
  const access: Access = { create: 'none', read: 'all', edit: 'none', delete: 'none' }
  const unnamed = readable.some((kind) => rights.fields?.[kind]?.[base.title] === 'hidden')
  return {
    ...rights,
    objects: { ...rights.objects, [template]: access },
    fields: unnamed ? { ...rights.fields, [template]: { [base.title]: 'hidden' } } : rights.fields,
  }
}
