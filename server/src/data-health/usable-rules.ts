import { and, type Filter, type HealthFinding, type HealthObject, type ObjectType, type Sql } from '@tendero/model'
import { mayUseField, scopeOf } from '../kernel/actor.ts'
import { Failure } from '../kernel/failure.ts'
import { type FilterContext, filterSql } from '../kernel/filter.ts'
import type { CatalogueRecord, WorkspaceModel } from '../kernel/workspace-model.ts'
import { stageBook } from '../sales/index.ts'
import { type HealthRule, healthRules, lookedAt } from './health-rules.ts'

/** A rule of a workspace, for one reader. */
export interface UsableRule extends HealthRule {
  readonly filter: Filter
  /** What it finds, of the alias `t`. */
  readonly found: Sql
}

/**
 * The rules of an object that are in use, with the weights that administrators gave them, as far as a reader may see the
 * fields that they look at; one over a field that is hidden does not exist.
 * @param kept for what was found by the eyes of the program: then the records that a rule looks into must all be the
 * reader's to see
 */
export function usableRules(
  context: FilterContext,
  object: HealthObject,
  { kept = false, all = false }: { readonly kept?: boolean; readonly all?: boolean } = {},
): readonly UsableRule[] {
  const { model } = context
  const type = objectOf(model, object)
  const settings = settingsOf(model, object)
  const openStages = stageBook(model.catalogue).stages.filter(({ category }) => category === 'open')
  return healthRules[object].flatMap((rule): UsableRule[] => {
    const setting = settings.get(rule.name)
    if ((!all && setting?.active === false) || isHidden(context, rule.tells)) return []
    const filter = rule.fault({ openStages })
    if (!filter || (kept && !looksInto(filter, type, model).every((name) => readsAll(context, name)))) return []
    const found = understood(filter, type, context)
    return found ? [{ ...rule, weight: Number(setting?.weight ?? rule.weight), filter, found }] : []
  })
}

function isHidden({ actor }: FilterContext, place: string | undefined): boolean {
  const [object = '', field = ''] = place?.split('.') ?? []
  return place !== undefined && !mayUseField(actor, object, field, 'read')
}

/** Undefined for what the reader may not ask for. */
function understood(filter: Filter, type: ObjectType, context: FilterContext): Sql | undefined {
  try {
    return filterSql(filter, type, 't', context)
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

/** Which records are looked at, of the alias `t`. */
export function lookedAtSql(context: FilterContext, object: HealthObject): Sql {
  const filter = lookedAt[object]
  return filter ? filterSql(filter, objectOf(context.model, object), 't', context) : and([])
}

/** The filter that finds in a list what a rule finds. */
export function listFilter(object: HealthObject, { filter }: Pick<UsableRule, 'filter'>): Filter {
  const within = lookedAt[object]
  return within ? { and: [within, filter] } : filter
}

export function findingOf({ name, weight, gains, field }: HealthRule): HealthFinding {
  return { rule: name, weight, gains, field: field ?? null }
}

export function objectOf({ objects }: Pick<WorkspaceModel, 'objects'>, name: string): ObjectType {
  const object = objects.get(name)
  if (!object) throw new Error(`no object ${name}`)
  return object
}

/** What administrators changed, by the name of the rule. */
export function settingsOf({ catalogue }: WorkspaceModel, object: HealthObject): ReadonlyMap<string, CatalogueRecord> {
  const rows = [...(catalogue.get('health_rule')?.values() ?? [])]
  return new Map(
    rows.filter((row) => row.object === object && row.deleted_at === null).map((row) => [String(row.rule), row]),
  )
}

function readsAll({ actor }: FilterContext, object: string): boolean {
  return scopeOf(actor, object, 'read') === 'all'
}

/** The objects besides its own that a filter looks into; parts count as what they are parts of. */
function looksInto(filter: Filter, object: ObjectType, model: WorkspaceModel): readonly string[] {
  if ('and' in filter) return filter.and.flatMap((one) => looksInto(one, object, model))
  if ('or' in filter) return filter.or.flatMap((one) => looksInto(one, object, model))
  if ('not' in filter) return looksInto(filter.not, object, model)
  if ('shared' in filter) return []
  if ('some' in filter) {
    const inner = objectOf(model, filter.some.split('.')[0] ?? '')
    const further = filter.where ? looksInto(filter.where, inner, model) : []
    return [...(inner.parent?.includes(object.name) ? [] : [inner.name]), ...further]
  }
  const [first = '', second] = filter.field.split('.')
  const target = second === undefined ? undefined : object.fields.get(first)?.options.object
  return target ? [target] : []
}
