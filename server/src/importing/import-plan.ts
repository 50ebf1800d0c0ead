import type { CompanionName, Field, FieldProblem, ImportMapping, ImportSetup, ObjectType } from '@tendero/model'
import { type Actor, mayUseField, scopeOf } from '../kernel/actor.ts'
import { Failure, forbidden } from '../kernel/failure.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { companionNamed } from './companions.ts'
import { hasSplitName } from './person-name.ts'

/** A setup that has been checked: which cells make which field. */
export interface ImportPlan {
  readonly object: ObjectType
  readonly setup: ImportSetup
  readonly fields: readonly FieldPlan[]
  readonly companions: readonly CompanionPlan[]
  /** The field that finds existing records. */
  readonly updateBy: Field | undefined
  /** Fields that a new record must have and nothing else fills. */
  readonly required: readonly string[]
}

export interface CompanionPlan {
  readonly name: CompanionName
  readonly part: PartPlan
}

export interface FieldPlan {
  readonly field: Field
  /** One for each CSV column of the field's type: the amount, its currency. */
  readonly parts: readonly PartPlan[]
  readonly reference: ReferencePlan | undefined
  /** The whole name of a person, to be split in two. */
  readonly splits: boolean
}

export interface PartPlan {
  readonly column: number | null
  readonly constant: unknown
  readonly replacements: ReadonlyMap<string, string | null>
  readonly factor: number | undefined
}

export interface ReferencePlan {
  readonly target: ObjectType
  /** Where the word is looked for: these fields, or those by which its object is known. */
  readonly keys: readonly string[]
  readonly create: boolean
}

const numberKinds = new Set(['integer', 'decimal', 'money', 'percent'])

/**
 * Checks a setup against the object and the rights of who imports.
 * @throws Failure 403 without the right to create or change, 422 `invalid_setup` with what is wrong by field
 */
export function planImport(model: WorkspaceModel, actor: Actor, setup: ImportSetup): ImportPlan {
  const object = model.objects.get(setup.object)
  if (!object) throw new Failure(422, 'invalid_setup', { fields: { object: { code: 'unknown_object' } } })
  if (scopeOf(actor, object.name, 'create') === 'none') throw forbidden({ object: object.name, verb: 'create' })
  if (setup.updateBy && scopeOf(actor, object.name, 'edit') === 'none')
    throw forbidden({ object: object.name, verb: 'edit' })
  const wrong: Record<string, FieldProblem> = {}
  const byField = new Map<string, ImportMapping[]>()
  const companions = setup.mapping.flatMap((mapping) => companionPlan(object, mapping))
  for (const mapping of setup.mapping) {
    if (companionNamed(object, mapping.field)) continue
    const problem = mappingProblem(actor, object, mapping, setup)
    if (problem) wrong[mapping.field] = problem
    else byField.set(mapping.field, [...(byField.get(mapping.field) ?? []), mapping])
  }
  if (byField.size === 0 && Object.keys(wrong).length === 0) wrong.mapping = { code: 'empty' }
  const updateBy = setup.updateBy === undefined ? undefined : object.fields.get(setup.updateBy)
  if (setup.updateBy !== undefined && !(updateBy && canFind(updateBy) && byField.has(updateBy.name)))
    wrong.updateBy = { code: byField.has(setup.updateBy) ? 'not_a_key' : 'not_mapped' }
  const fields = [...byField].map(([name, mappings]) => fieldPlan(model, actor, object, name, mappings, wrong))
  if (Object.keys(wrong).length > 0) throw new Failure(422, 'invalid_setup', { fields: wrong })
  return {
    object,
    setup,
    updateBy,
    required: requiredFields(object),
    fields: fields.flatMap((one) => one ?? []),
    companions,
  }
}

/** Fields that single out a record: texts, numbers, the id; not documents. */
export function canFind(field: Field): boolean {
  return field.type.columns.length === 1 && field.type.operators.some((operator) => operator.name === 'is')
}

function mappingProblem(
  actor: Actor,
  object: ObjectType,
  mapping: ImportMapping,
  setup: ImportSetup,
): FieldProblem | undefined {
  const field = object.fields.get(mapping.field)
  if (!field || field.type.notImported || !mayUseField(actor, object.name, field.name, 'read'))
    return { code: 'unknown_field' }
  const split = field.name === object.title && hasSplitName(object)
  const closed = (field.options.computed && !split) || (field.system && field.name !== 'id')
  if (closed || !mayUseField(actor, object.name, field.name, 'edit')) return { code: 'read_only' }
  const parts = 1 + (field.type.csvExtra?.length ?? 0)
  const part = mapping.part ?? 0
  if (!Number.isInteger(part) || part < 0 || part >= parts) return { code: 'unknown_part' }
  if (setup.mapping.some((one) => one !== mapping && one.field === mapping.field && (one.part ?? 0) === part))
    return { code: 'mapped_twice' }
  if (mapping.factor !== undefined && (!numberKinds.has(field.type.kind) || !(mapping.factor > 0)))
    return { code: 'no_factor' }
  return undefined
}

function fieldPlan(
  model: WorkspaceModel,
  actor: Actor,
  object: ObjectType,
  name: string,
  mappings: readonly ImportMapping[],
  wrong: Record<string, FieldProblem>,
): FieldPlan | undefined {
  const field = object.fields.get(name)
  if (!field) return undefined
  const parts = Array.from({ length: 1 + (field.type.csvExtra?.length ?? 0) }, (_, part) =>
    partPlan(mappings.find((one) => (one.part ?? 0) === part)),
  )
  const reference = field.type.refers ? referencePlan(model, actor, field, mappings[0]) : undefined
  if (field.type.refers && !reference) wrong[name] = { code: 'unknown_key' }
  if (reference?.create && !canBeDrafted(reference)) wrong[name] = { code: 'cannot_create' }
  return { field, parts, reference, splits: field.name === object.title && hasSplitName(object) }
}

function companionPlan(object: ObjectType, mapping: ImportMapping): readonly CompanionPlan[] {
  const name = companionNamed(object, mapping.field)
  return name ? [{ name, part: partPlan(mapping) }] : []
}

function partPlan(mapping: ImportMapping | undefined): PartPlan {
  return {
    column: mapping?.column ?? null,
    constant: mapping?.column === null ? mapping.constant : undefined,
    replacements: new Map(Object.entries(mapping?.replacements ?? {})),
    factor: mapping?.factor,
  }
}

function referencePlan(
  model: WorkspaceModel,
  actor: Actor,
  field: Field,
  mapping: ImportMapping | undefined,
): ReferencePlan | undefined {
  const target = model.objects.get(field.options.object ?? '')
  if (!target) return undefined
  const readable = (name: string) =>
    scopeOf(actor, target.name, 'read') !== 'none' && mayUseField(actor, target.name, name, 'read')
  const key = mapping?.key
  if (key !== undefined) {
    const found = target.fields.get(key)
    return found && canFind(found) && readable(key)
      ? { target, keys: [key], create: mapping?.create === true }
      : undefined
  }
  return { target, keys: keysOf(target).filter(readable), create: mapping?.create === true }
}

/** Can a record be made of nothing but the word that names it? A user needs an address and a role. */
function canBeDrafted({ target, keys }: ReferencePlan): boolean {
  const known = new Set([target.title, ...keys])
  return requiredFields(target).every((name) => known.has(name))
}

/** The fields by which people name a record of an object: its keys, else its title. */
export function keysOf(object: ObjectType): readonly string[] {
  const titled = object.fields.get(object.title)
  const keys = object.keys.filter((name) => object.fields.has(name))
  return keys.length === 0 && titled && canFind(titled) ? [object.title] : keys
}

/** What nobody but the file can fill. */
function requiredFields(object: ObjectType): readonly string[] {
  return [...object.fields.values()]
    .filter(
      ({ options, system, type }) =>
        options.required &&
        !options.computed &&
        !type.numbered &&
        !options.assumed &&
        options.default === undefined &&
        !system,
    )
    .map((field) => field.name)
}
