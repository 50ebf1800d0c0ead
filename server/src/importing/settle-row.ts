import { type Field, type ObjectType, referredIds } from '@tendero/model'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { agreeing, inherited } from './catalogue-agreement.ts'
import type { CsvRow } from './csv-file.ts'
import type { FieldPlan, ImportPlan } from './import-plan.ts'
import { hasSplitName, splitName } from './person-name.ts'
import { type CellProblem, cellProblem, type RowReading, type WantedReference } from './read-row.ts'
import type { Outcome } from './tally.ts'

/** What is known besides the file when the fate of a row is decided. */
export interface Knowledge {
  readonly model: WorkspaceModel
  /** The records that a word may mean. */
  candidates(wanted: WantedReference): readonly string[]
  /** The records that have a key. */
  existing(key: unknown): readonly string[]
  /** The records into which those were merged that had a key. */
  merged(key: unknown): readonly string[]
  /** The earlier row of the file that has the same key. */
  seenBefore(key: unknown, row: number): number | undefined
  /** Of a dry run: what stands for the record that an earlier row or sheet would have made. */
  standIn(wanted: WantedReference): string | undefined
  /** Does the file itself hold the record that a reference to the same object means? */
  comesInFile(wanted: WantedReference): boolean
  /** The id of the record that is to be made for a word; undefined when the actor may make none. */
  draft(wanted: WantedReference): string | undefined
  newId(row: number): string
  missing(field: string, word: string): void
  /** What is wrong with storing a value: an amount in a currency without a rate. */
  refusal(field: FieldPlan, value: unknown): string | undefined
}

/** Decides what a row becomes: a new record, a change of an existing one, or a reject with all its reasons. */
export function settleRow(plan: ImportPlan, row: CsvRow, reading: RowReading, known: Knowledge): Outcome {
  const values = { ...reading.values }
  const problems: CellProblem[] = [...madeProblem(row), ...reading.problems]
  for (const { field, value, code } of problems)
    if (field && value && plan.object.fields.get(field)?.type.refusedWord?.(code) !== undefined)
      known.missing(field, value)
  for (const each of plan.fields) {
    const refusal = values[each.field.name] === undefined ? undefined : known.refusal(each, values[each.field.name])
    if (refusal) problems.push(cellProblem(each.field.name, null, { code: refusal }))
  }
  const deferred = resolveReferences(plan, reading, values, problems, known)
  const target = plan.updateBy ? targetOf(plan, row, values, problems, known) : undefined
  if (target === undefined && problems.length === 0)
    for (const name of plan.required)
      if (values[name] === undefined && !deferred.has(name))
        problems.push(cellProblem(name, null, { code: 'required' }))
  if (problems.length > 0) return { row, what: 'bad', problems }
  if (target === undefined)
    return {
      row,
      what: 'create',
      id: typeof values.id === 'string' ? values.id : known.newId(row.number),
      values,
      companions: reading.companions,
    }
  const changed = changeable(plan.object, isMergedAway(plan, values, known) ? withoutKey(plan, values) : values)
  return { row, what: 'update', id: target, values: changed, companions: reading.companions }
}

function madeProblem({ problem }: CsvRow): readonly CellProblem[] {
  const [code = '', line] = problem?.split(':') ?? []
  if (code === '') return []
  return [cellProblem(null, null, line === undefined ? { code } : { code, details: { line: Number(line) } })]
}

/** Fills in the ids of references. @returns the fields whose record comes later in the same file */
function resolveReferences(
  plan: ImportPlan,
  { references }: RowReading,
  values: Record<string, unknown>,
  problems: CellProblem[],
  known: Knowledge,
): ReadonlySet<string> {
  const deferred = new Set<string>()
  const unclear: { wanted: WantedReference; ids: readonly string[] }[] = []
  const settle = (wanted: WantedReference, ids: readonly string[]): void => {
    const name = wanted.plan.field.name
    const [id = known.standIn(wanted)] = ids
    if (id !== undefined && ids.length <= 1) refer(values, wanted.plan.field, id)
    else if (ids.length > 1) problems.push(cellProblem(name, wanted.text, { code: 'ambiguous' }))
    else if (known.comesInFile(wanted)) deferred.add(name)
    else settleMissing(wanted, values, problems, known)
  }
  for (const wanted of references) {
    const ids = known.candidates(wanted)
    if (ids.length > 1) unclear.push({ wanted, ids })
    else settle(wanted, ids)
  }
  for (const { wanted, ids } of unclear) {
    const target = wanted.plan.reference?.target
    const fitting = target ? agreeing(known.model, plan.object, target, ids, values) : ids
    settle(wanted, fitting.length > 0 ? fitting : ids)
  }
  inheritFromCatalogues(plan, values, known)
  return deferred
}

/** A field refers to a record, or to one more. */
export function refer(values: Record<string, unknown>, { name, type }: Field, id: string): void {
  values[name] = type.refers === 'several' ? [...new Set([...referredIds(values[name]), id])] : id
}

function settleMissing(
  wanted: WantedReference,
  values: Record<string, unknown>,
  problems: CellProblem[],
  known: Knowledge,
): void {
  const name = wanted.plan.field.name
  const made = wanted.plan.reference?.create ? known.draft(wanted) : undefined
  if (made !== undefined) {
    refer(values, wanted.plan.field, made)
    return
  }
  known.missing(name, wanted.text)
  problems.push(cellProblem(name, wanted.text, { code: 'not_found' }))
}

function inheritFromCatalogues({ object, fields }: ImportPlan, values: Record<string, unknown>, known: Knowledge) {
  for (const { field, reference } of fields) {
    const id = values[field.name]
    if (!reference || typeof id !== 'string') continue
    for (const [name, value] of Object.entries(inherited(known.model, object, reference.target, id)))
      values[name] ??= value
  }
}

/** The existing record that a row changes; undefined when the row makes a new one. */
function targetOf(
  plan: ImportPlan,
  row: CsvRow,
  values: Readonly<Record<string, unknown>>,
  problems: CellProblem[],
  known: Knowledge,
): string | undefined {
  const name = plan.updateBy?.name ?? ''
  const key = values[name]
  if (key === undefined) return undefined
  const text = String(key)
  const first = known.seenBefore(key, row.number)
  if (first !== undefined) {
    problems.push(cellProblem(name, text, { code: 'duplicate_in_file', details: { row: first } }))
    return undefined
  }
  const ids = isMergedAway(plan, values, known) ? known.merged(key) : known.existing(key)
  if (ids.length > 1)
    problems.push(cellProblem(name, text, { code: 'ambiguous_key', details: { records: ids.length } }))
  else if (name === 'id' && ids.length === 0) problems.push(cellProblem(name, text, { code: 'not_found' }))
  return ids[0]
}

/** Was the record that a row names merged into another, and is there none with its key any more? */
function isMergedAway({ updateBy }: ImportPlan, values: Readonly<Record<string, unknown>>, known: Knowledge): boolean {
  const key = updateBy && values[updateBy.name]
  return key !== undefined && known.existing(key).length === 0 && known.merged(key).length > 0
}

/** The one that stayed keeps its own key. */
function withoutKey({ updateBy }: ImportPlan, values: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== updateBy?.name))
}

/** What only a new record may be given stays as it is; empty cells never reach here. */
function changeable(object: ObjectType, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !isForNew(object.fields.get(name))))
}

function isForNew(field: Field | undefined): boolean {
  return field?.options.createOnly === true || field?.type.numbered === true
}

/** The values of a record that is made because a file refers to it. */
export function draftValues({ plan, text }: WantedReference): Readonly<Record<string, unknown>> {
  const reference = plan.reference
  if (!reference) return {}
  const { target, keys } = reference
  const title = hasSplitName(target) ? splitName(text) : { [target.title]: text }
  const [key] = keys
  return keys.length === 1 && key !== undefined && key !== target.title ? { ...title, [key]: text } : title
}
