import type { ImportMapping, ImportRun, MetadataField, MetadataObject } from '@tendero/model/api'

export type Mapping = readonly ImportMapping[]

/** Where a column goes: a field, or one of the parts of a field that fills several columns. */
export interface Target {
  readonly field: MetadataField
  readonly part: number
}

/** Parts of the kinds that take several columns, in their order; the first is the field itself. */
const parts: Readonly<Record<string, readonly string[]>> = {
  money: ['amount', 'currency'],
  address: ['street', 'postcode', 'city', 'region', 'country'],
}

export function partsOf(kind: string): readonly string[] {
  return parts[kind] ?? ['']
}

/** A person's whole name may stand in one column, though the program makes it from two fields. */
function isWholeName(object: MetadataObject, field: MetadataField): boolean {
  return field.name === object.title && object.fields.some(({ name }) => name === 'firstName')
}

/** The fields that a file may fill. */
export function fillable(object: MetadataObject): readonly MetadataField[] {
  return object.fields.filter((field) => {
    if (!field.imported) return false
    if (field.name === 'id') return true
    if (field.hidden || field.system) return false
    return !field.readOnly || isWholeName(object, field)
  })
}

export function targetsOf(object: MetadataObject): readonly Target[] {
  return fillable(object).flatMap((field) => partsOf(field.kind).map((_, part) => ({ field, part })))
}

export function keyOfTarget({ field, part = 0 }: { readonly field: string; readonly part?: number }): string {
  return part === 0 ? field : `${field}#${part}`
}

function isTarget(mapping: ImportMapping, target: Target): boolean {
  return mapping.field === target.field.name && (mapping.part ?? 0) === target.part
}

/** What a column fills: usually one field, sometimes none or several. */
export function mappingsOf(mapping: Mapping, column: number): Mapping {
  return mapping.filter((one) => one.column === column)
}

/**
 * Lets a column fill a field, instead of what it filled or besides. A field is filled by one column: another that did
 * lets go of it.
 */
export function assigned(mapping: Mapping, column: number, target: Target | null, instead?: ImportMapping): Mapping {
  const others = mapping.filter((one) => one !== instead && !(target && isTarget(one, target)))
  if (!target) return others
  const { field, part } = target
  return [...others, { column, field: field.name, ...(part > 0 ? { part } : {}) }]
}

/** Changes how a field is filled. */
export function changed(mapping: Mapping, target: ImportMapping, patch: Partial<ImportMapping>): Mapping {
  return mapping.map((one) => (one === target ? { ...one, ...patch } : one))
}

/** A value that every row gets; null ends it. */
export function withConstant(mapping: Mapping, field: string, constant: unknown): Mapping {
  const others = mapping.filter((one) => !(one.column === null && one.field === field))
  return constant === undefined ? others : [...others, { column: null, field, constant }]
}

export function constantsOf(mapping: Mapping): Mapping {
  return mapping.filter((one) => one.column === null)
}

/** Fields that a new record must have and that nothing fills yet. */
export function missingRequired(object: MetadataObject, mapping: Mapping): readonly MetadataField[] {
  const filled = new Set(mapping.map(({ field }) => field))
  const split = filled.has(object.title)
  return fillable(object).filter(
    (field) =>
      field.required &&
      field.name !== 'id' &&
      field.default === undefined &&
      !filled.has(field.name) &&
      !(split && ['firstName', 'lastName'].includes(field.name)) &&
      !(field.name === object.title && field.readOnly),
  )
}

const keyKinds = new Set(['text', 'email', 'phone', 'integer', 'url', 'decimal'])

function isKey(object: MetadataObject, { name, kind, custom }: MetadataField): boolean {
  return name === 'id' || object.keys.includes(name) || (custom && keyKinds.has(kind))
}

/** Mapped fields by which existing records could be found; the object's own keys first. */
export function keyFields(object: MetadataObject, mapping: Mapping): readonly MetadataField[] {
  const filled = new Set(mapping.filter((one) => one.column !== null).map(({ field }) => field))
  const rank = ({ name }: MetadataField): number => {
    const place = object.keys.indexOf(name)
    return place < 0 ? object.keys.length : place
  }
  return object.fields
    .filter((field) => filled.has(field.name) && isKey(object, field))
    .toSorted((a, b) => rank(a) - rank(b))
}

/** What a file is recognised by: was one of the same columns imported before? */
export function sameColumns(a: ImportRun['columns'], b: ImportRun['columns']): boolean {
  return a.length === b.length && a.every(({ name }, index) => name === b[index]?.name)
}

/** May a record be made of nothing but its name, when a file refers to it? */
export function canBeMade(object: MetadataObject): boolean {
  if (object.can.create === 'none') return false
  return missingRequired(object, [{ column: 0, field: object.title }]).every(({ custom }) => custom)
}
