import {
  type AggregateMeasure,
  type Metadata,
  type MetadataField,
  type MetadataObject,
  type ReportDefinition,
  type ReportGroup,
  type ReportKind,
  type ReportMeasure,
  reportKinds,
} from '@tendero/model/api'
import { type Filter, isFilter } from '@tendero/model/filter'

/** Kinds of which records are gathered by something. */
export const grouping: ReadonlySet<ReportKind> = new Set(['grouped', 'pivot', 'bar', 'line', 'area', 'pie', 'funnel'])
const withinRows: ReadonlySet<ReportKind> = new Set(['grouped', 'pivot'])
const acrossRows: ReadonlySet<ReportKind> = new Set(['pivot', 'bar', 'line', 'area'])

/** How many groups of rows a kind can show. */
export function mostGroups(kind: ReportKind): number {
  if (withinRows.has(kind)) return 2
  return grouping.has(kind) ? 1 : 0
}

export function hasAcross(kind: ReportKind): boolean {
  return acrossRows.has(kind)
}

const countMeasure: AggregateMeasure = { name: 'count', aggregate: 'count' }

/** Records of charts that are easy to take in at once; all behind them are the others. */
const chartLimit: Readonly<Partial<Record<ReportKind, number>>> = { bar: 30, pie: 8, funnel: 20 }

/** What a new report of an object begins with: how many records there are, by what tells them apart best. */
export function firstDraft(object: MetadataObject, filter?: Filter): ReportDefinition {
  const field =
    object.fields.find(({ name }) => name === object.board) ??
    object.fields.find(({ groupable, choices, hidden }) => groupable && choices && !hidden) ??
    object.fields.find(({ groupable, hidden, object }) => groupable && object !== undefined && !hidden)
  return {
    object: object.name,
    kind: 'bar',
    ...(filter ? { filter } : {}),
    ...(field ? { rows: [{ field: field.name }] } : {}),
    measures: [countMeasure],
  }
}

/** The definition with only what its kind shows: what a change of kind leaves over waits in the draft. */
export function askedOf(draft: ReportDefinition): ReportDefinition {
  const { object, kind, filter, columns, rows, across, order, limit, period, sort } = draft
  // A calculation that was just begun is nothing yet.
  const measures = draft.measures?.filter((measure) => !('formula' in measure) || measure.formula.trim() !== '')
  const only = filter ? { object, kind, filter } : { object, kind }
  if (kind === 'table') return { ...only, ...(columns ? { columns } : {}), ...(sort ? { sort } : {}) }
  if (kind === 'number') return { ...only, measures, ...(period ? { period } : {}) }
  const most = limit ?? chartLimit[kind]
  return {
    ...only,
    rows: rows?.slice(0, mostGroups(kind)),
    measures: kind === 'pie' || kind === 'funnel' ? firstOf(measures) : measures,
    ...(across && hasAcross(kind) ? { across } : {}),
    ...(order ? { order } : {}),
    ...(most ? { limit: most } : {}),
  }
}

/** Slices and steps are of one measure; a calculation brings those that it may name. */
function firstOf(measures: readonly ReportMeasure[] = []): readonly ReportMeasure[] {
  const [first] = measures
  return first && 'formula' in first ? measures : measures.slice(0, 1)
}

/** Can it be asked for? Kinds that gather want to know by what. */
export function isComplete({ kind, rows = [], measures = [] }: ReportDefinition): boolean {
  if (kind === 'table') return true
  return measures.length > 0 && (!grouping.has(kind) || rows.length > 0)
}

/** A name that no other measure has: of the field, or what is counted. */
export function freshName(measures: readonly ReportMeasure[], wanted: string): string {
  const base =
    wanted
      .split('.')
      .at(-1)
      ?.replace(/[^A-Za-z0-9_]/g, '') || 'measure'
  const taken = new Set(measures.map(({ name }) => name))
  let name = base
  for (let number = 2; taken.has(name); number += 1) name = `${base}${number}`
  return name
}

/** A field by days or instants begins with its months. */
export function groupBy(field: Pick<MetadataField, 'name' | 'kind' | 'result'>, path: string): ReportGroup {
  const kind = field.result ?? field.kind
  return kind === 'date' || kind === 'dateTime' ? { field: path, part: 'month' } : { field: path }
}

/** Can reports be of it? What people work with, and the parts of it. */
export function reportable({ settings, template }: Metadata['objects'][number]): boolean {
  return !settings && !template
}

/** A definition out of an address or a document, if it has the form of one; the server reads what it asks. */
export function readDraft(raw: unknown): ReportDefinition | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined
  const { object, kind, filter, rows, measures, columns, across } = { ...raw } as Readonly<Record<string, unknown>>
  const known = reportKinds.find((one) => one === kind)
  const lists = [rows, measures, columns].every((list) => list === undefined || Array.isArray(list))
  const group = across === undefined || (typeof across === 'object' && across !== null)
  if (typeof object !== 'string' || !known || !lists || !group || !(filter === undefined || isFilter(filter)))
    return undefined
  return raw as ReportDefinition
}
