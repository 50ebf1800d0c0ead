import { isId, languages, type ObjectType, snakeCase } from '@tendero/model'
import type { Reading } from '../kernel/read-records.ts'
import type { CatalogueRecord, WorkspaceModel } from '../kernel/workspace-model.ts'
import { findByKeys, findMergedByKeys, keyText } from './find-records.sql.ts'
import type { ReferencePlan } from './import-plan.ts'
import type { WantedReference } from './read-row.ts'

/** Finds what the words of a file refer to: catalogues in memory, other records in one statement a batch. */
export interface ReferenceFinder {
  /** Looks up what a batch asks for and is not known yet. */
  load(reading: Reading, wanted: readonly WantedReference[]): Promise<void>
  /** The records that a word may mean; several when it is not clear, none when there is none. */
  candidates(model: WorkspaceModel, wanted: WantedReference): readonly string[]
  /** A record that was made for a word. */
  remember(wanted: WantedReference, id: string): void
}

const mostKept = 20_000

export function referenceFinder(): ReferenceFinder {
  let known = new Map<string, readonly string[]>()
  const keyOf = ({ plan }: WantedReference, text: string) =>
    `${plan.field.name} ${plan.reference?.keys.join(' ')} ${text}`
  return {
    async load(reading, wanted) {
      if (known.size > mostKept) known = new Map()
      for (const [plan, words] of byPlan(wanted, (one) => !known.has(keyOf(one, keyText(one.text))))) {
        const { reference } = plan
        if (!reference || reading.model.catalogue.has(reference.target.name)) continue
        const [found, merged] = await Promise.all([
          findByKeys(reading, reference.target, reference.keys, [...words.values()]),
          findMergedByKeys(reading, reference.target, reference.keys, [...words.values()]),
        ])
        for (const key of words.keys())
          known.set(keyOf({ plan, text: '' }, key), found.get(key) ?? merged.get(key) ?? [])
      }
    },
    candidates(model, wanted) {
      const reference = wanted.plan.reference
      if (!reference) return []
      const made = known.get(keyOf(wanted, keyText(wanted.text)))
      if (made) return made
      const rows = model.catalogue.get(reference.target.name)
      if (rows) return inCatalogue(model, rows, reference, wanted.text)
      return []
    },
    remember: (wanted, id) => void known.set(keyOf(wanted, keyText(wanted.text)), [id]),
  }
}

function byPlan(
  wanted: readonly WantedReference[],
  unknown: (one: WantedReference) => boolean,
): ReadonlyMap<WantedReference['plan'], ReadonlyMap<string, string>> {
  const plans = new Map<WantedReference['plan'], Map<string, string>>()
  for (const one of wanted) {
    if (!unknown(one)) continue
    const words = plans.get(one.plan) ?? new Map<string, string>()
    words.set(keyText(one.text), one.text)
    plans.set(one.plan, words)
  }
  return plans
}

const indexes = new WeakMap<WorkspaceModel, Map<string, ReadonlyMap<string, readonly string[]>>>()

function inCatalogue(
  model: WorkspaceModel,
  rows: ReadonlyMap<string, CatalogueRecord>,
  { target, keys }: ReferencePlan,
  text: string,
): readonly string[] {
  const word = keyText(text)
  if (isId(word)) return rows.get(word)?.deleted_at === null ? [word] : []
  const ofModel = indexes.get(model) ?? new Map<string, ReadonlyMap<string, readonly string[]>>()
  indexes.set(model, ofModel)
  const name = `${target.name} ${keys.join(' ')}`
  const index = ofModel.get(name) ?? catalogueIndex(target, rows, keys)
  ofModel.set(name, index)
  return index.get(word) ?? []
}

/** Catalogue records by their keys and by their names in every language. */
function catalogueIndex(
  target: ObjectType,
  rows: ReadonlyMap<string, CatalogueRecord>,
  keys: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, Set<string>>()
  for (const row of rows.values()) {
    if (row.deleted_at !== null) continue
    const labels = keys.includes(target.title) ? labelsOf(row.labels) : []
    for (const word of [...keys.map((key) => row[snakeCase(key)]), ...labels])
      if (keyText(word) !== '') index.set(keyText(word), (index.get(keyText(word)) ?? new Set()).add(row.id))
  }
  return new Map([...index].map(([word, ids]) => [word, [...ids]]))
}

export function labelsOf(labels: unknown): readonly string[] {
  if (typeof labels !== 'object' || labels === null) return []
  return languages.flatMap((language) => {
    const label: unknown = Reflect.get(labels, language)
    return typeof label === 'string' ? [label] : []
  })
}
