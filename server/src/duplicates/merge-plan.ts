import { type Field, type MergePreview, type MergeRule, type ObjectType, referredIds } from '@tendero/model'
import type { Values } from '../kernel/lifecycle.ts'

/** A record that is to become one with others. */
export interface MergedRecord {
  readonly id: string
  readonly values: Values
}

export interface MergePlan {
  readonly fields: MergePreview['fields']
  /** What is written into the record that remains. */
  readonly patch: Values
}

export interface MergeChoice {
  readonly master: string
  readonly rule: MergeRule
  /** Single fields whose value stays: whose it is, by field. */
  readonly chosen: Readonly<Record<string, string>>
}

/**
 * What becomes of each field when records become one. Nothing empty overwrites anything; what the program works out is
 * worked out anew; tags and references to several are united.
 * @param fields those that may be written, by who merges or by the program
 */
export function planMerge(
  fields: readonly Field[],
  records: readonly MergedRecord[],
  { master, rule, chosen }: MergeChoice,
): MergePlan {
  const ranked = rankedBy(fields, records, master, rule)
  const kept = records.find(({ id }) => id === master)
  const planned = fields.map((field) => {
    const filled = ranked.filter(({ values }) => !isEmpty(values[field.name]))
    const told = { field: field.name, differs: differ(filled.map(({ values }) => values[field.name])) }
    if (isUnited(field)) return { ...told, from: null, rule: 'union' as const, value: united(filled, field.name) }
    const wanted = records.find(({ id }) => id === chosen[field.name])
    if (wanted) return { ...told, from: wanted.id, rule: 'manual' as const, value: wanted.values[field.name] ?? null }
    const best =
      rule === 'verified' ? (filled.find(({ values }) => isVerified(values[field.name])) ?? filled[0]) : filled[0]
    const from = best?.id ?? master
    return {
      ...told,
      from,
      rule: filled.length > 1 ? rule : ('only' as const),
      value: best?.values[field.name] ?? null,
    }
  })
  const changed = planned.filter(({ field, value }) => !same(kept?.values[field], value))
  return { fields: planned, patch: Object.fromEntries(changed.map(({ field, value }) => [field, value])) }
}

/** Those fields of an object that a merge decides about. */
export function mergedFields(object: ObjectType, may: (field: string) => boolean): readonly Field[] {
  return [...object.fields.values()].filter(
    (field) =>
      !field.system &&
      field.name !== 'id' &&
      !field.options.computed &&
      !field.derivation &&
      !field.type.numbered &&
      !besides.has(field.name) &&
      may(field.name),
  )
}

/** Whose record it is, and of which kind, is the master's to say. */
const besides: ReadonlySet<string> = new Set(['owner', 'team', 'kind', 'status', 'stage'])

function rankedBy(
  fields: readonly Field[],
  records: readonly MergedRecord[],
  master: string,
  rule: MergeRule,
): readonly MergedRecord[] {
  const first = (one: MergedRecord) => (one.id === master ? 0 : 1)
  const filled = (one: MergedRecord) => fields.filter(({ name }) => !isEmpty(one.values[name])).length
  const newer = (a: MergedRecord, b: MergedRecord) => text(b.values.updatedAt).localeCompare(text(a.values.updatedAt))
  return [...records].sort((a, b) => {
    if (rule === 'newest') return newer(a, b) || first(a) - first(b)
    if (rule === 'most_complete') return filled(b) - filled(a) || first(a) - first(b) || newer(a, b)
    return first(a) - first(b) || newer(a, b)
  })
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function isUnited({ type }: Field): boolean {
  return type.kind === 'tags' || type.refers === 'several'
}

function united(records: readonly MergedRecord[], field: string): readonly unknown[] | null {
  const all = records.flatMap(({ values }) => {
    const value = values[field]
    return Array.isArray(value) ? value : referredIds(value)
  })
  const distinct = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
  return distinct.length > 0 ? distinct : null
}

/** A number that can be dialled; nothing is known of other values. */
function isVerified(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'valid' in value && value.valid === true
}

function differ(values: readonly unknown[]): boolean {
  return values.some((value) => !same(value, values[0]))
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
