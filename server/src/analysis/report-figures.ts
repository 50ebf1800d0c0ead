import {
  type AggregateMeasure,
  and,
  compileFormula,
  type FieldType,
  type FormulaMeasure,
  formulaResultType,
  literal,
  type ObjectType,
  outcomeSql,
  type ReportMeasure,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import { type Folding, type Measure, measureOf } from '../kernel/aggregate-measure.ts'
import { Failure } from '../kernel/failure.ts'
import { type FilterContext, filterSql } from '../kernel/filter.ts'
import type { JoinedFields } from '../kernel/joined-fields.ts'
import { ifThere } from './if-there.ts'

/** One figure that a statement takes of records, and how those of groups become that of all of them. */
export interface FigurePart {
  readonly ofRecords: Sql
  readonly folding: Folding
}

interface Figure {
  readonly name: string
  readonly type: FieldType
  /** The figure of the folded parts of all figures. */
  value(folded: readonly Sql[]): Sql
}

/** The figures of a report: what a statement takes of records, and what it makes of that. */
export interface Figures {
  readonly parts: readonly FigurePart[]
  readonly figures: readonly Figure[]
  /** Names of measures of fields that are not there for the reader. */
  readonly leftOut: readonly string[]
}

/** Of which records, seen by whom. */
interface Measuring {
  readonly context: FilterContext
  readonly object: ObjectType
  readonly fields: JoinedFields
  readonly today: string
}

/**
 * The measures that the reader may see. A formula goes with those that it names.
 * @param narrowing only these records, besides each measure's own filter
 * @throws Failure 422 `invalid_aggregate`, `invalid_filter`, `invalid_report_formula` with the measure and the problem
 */
export function figuresOf(measuring: Measuring, measures: readonly ReportMeasure[], narrowing?: Sql): Figures {
  const parts: FigurePart[] = []
  const known = new Map<string, Figure>()
  const missing = new Set<string>()
  for (const measure of measures.filter(isAggregate)) {
    const figure = ifThere(() => aggregateFigure(measuring, measure, parts, narrowing))
    if (figure) known.set(measure.name, figure)
    else missing.add(measure.name)
  }
  const aggregates = new Map(known)
  for (const measure of measures.filter(isFormula)) {
    const figure = formulaFigure(measuring, measure, aggregates, missing)
    if (figure) known.set(measure.name, figure)
  }
  const names = measures.map(({ name }) => name)
  return {
    parts,
    figures: names.flatMap((name) => known.get(name) ?? []),
    leftOut: names.filter((name) => !known.has(name)),
  }
}

function isAggregate(measure: ReportMeasure): measure is AggregateMeasure {
  return 'aggregate' in measure
}

function isFormula(measure: ReportMeasure): measure is FormulaMeasure {
  return 'formula' in measure
}

function aggregateFigure(
  { context, object, fields }: Measuring,
  { name, aggregate, field, filter }: AggregateMeasure,
  parts: FigurePart[],
  narrowing: Sql | undefined,
): Figure {
  const measure = measureOf(aggregate, field === undefined ? undefined : fields.at(field))
  const conditions = [...(narrowing ? [narrowing] : []), ...(filter ? [filterSql(filter, object, 't', context)] : [])]
  const only = conditions.length > 0 ? sql` filter (where ${and(conditions)})` : raw('')
  const first = parts.length
  parts.push(...measure.parts.map(({ ofRecords, folding }) => ({ ofRecords: ofRecords(only), folding })))
  return { name, type: measure.type, value: (folded) => valueIn(measure, folded, first) }
}

function valueIn({ parts, value }: Measure, folded: readonly Sql[], first: number): Sql {
  return value(folded.slice(first, first + parts.length))
}

function formulaFigure(
  { context, today }: Measuring,
  { name, formula: text }: FormulaMeasure,
  aggregates: ReadonlyMap<string, Figure>,
  missing: ReadonlySet<string>,
): Figure | undefined {
  let unseen = false
  const compiled = compileFormula(text, {
    fieldAt([of = '', ...further]) {
      if (missing.has(of)) unseen = true
      const figure = further.length === 0 ? aggregates.get(of) : undefined
      const type = figure?.type.inFormulas?.type
      return type ? { type } : 'unknown_field'
    },
  })
  if (unseen) return undefined
  if (!compiled.ok)
    throw new Failure(422, 'invalid_report_formula', { details: { measure: name, ...compiled.problem } })
  const { formula } = compiled
  const { type } = formula
  const figureAt = (of: string | undefined, folded: readonly Sql[]): Sql => {
    const figure = aggregates.get(of ?? '')
    return figure ? inFormulas(figure, figure.value(folded), context) : raw('null')
  }
  const value = (folded: readonly Sql[]): Sql =>
    outcomeSql(type, formula.sql({ today, field: ([of]) => figureAt(of, folded) }), context.model.settings.baseCurrency)
  return { name, type: formulaResultType(type), value }
}

/** A figure as formulas see it. */
function inFormulas({ type }: Figure, value: Sql, { model }: FilterContext): Sql {
  const { timeZone, baseCurrency } = model.settings
  const columns = isMoney(type) ? [value, literal(baseCurrency), value] : [value]
  return type.inFormulas?.sql?.(columns, { timeZone, currency: baseCurrency }) ?? value
}

function isMoney({ kind, result }: FieldType): boolean {
  return (result ?? kind) === 'money'
}

/** A figure as JSON: as the API gives fields of its type, amounts as their minor units alone. */
export function figureJson({ type }: Figure, value: Sql): Sql {
  return isMoney(type) ? value : (type.toJson?.([value]) ?? value)
}

/** The kind of field by which a figure is shown. */
export function figureKind({ type }: Figure): string {
  return type.result ?? type.kind
}
