import { dateParts, isFilter, periodNames, type ReportDefinition, reportAggregates, reportKinds } from '@tendero/model'
import { z } from 'zod'
import { Failure } from '../kernel/failure.ts'

/** Rows of a report before the others, unless its definition says how many; and at most. */
export const usualRows = 200
export const mostRows = 1_000
/** Values across before the others. */
export const mostAcross = 50

/** Long enough for as many references as a path may follow. */
const path = z.string().min(1).max(300)
const filter = z.custom<NonNullable<ReportDefinition['filter']>>((raw) => isFilter(raw)).optional()
const group = z.strictObject({ field: path, part: z.enum(dateParts).optional() })
const named = {
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/),
  label: z.string().max(100).optional(),
}
const measure = z.union([
  z.strictObject({ ...named, formula: z.string().max(1_000) }),
  z.strictObject({ ...named, aggregate: z.enum([...reportAggregates, 'count']), field: path.optional(), filter }),
])
const period = z.string().refine((name) => periodNames.includes(name) || /^(last|next)_\d{1,4}_days$/.test(name))

export const reportDefinition = z
  .strictObject({
    object: z.string().min(1).max(60),
    kind: z.enum(reportKinds),
    filter,
    columns: z.array(path).max(30).optional(),
    rows: z.array(group).max(2).optional(),
    across: group.optional(),
    measures: z.array(measure).max(8).optional(),
    order: z.strictObject({ by: z.string().max(40).nullable(), descending: z.boolean() }).optional(),
    limit: z.number().int().min(1).max(mostRows).optional(),
    period: z.strictObject({ field: path, name: period }).optional(),
    sort: path.optional(),
  })
  .refine(({ measures = [] }) => new Set(measures.map(({ name }) => name)).size === measures.length, {
    path: ['measures'],
  })

/**
 * A definition as it was sent or kept.
 * @throws Failure 422 `invalid_report` with the place of what is wrong
 */
export function readDefinition(raw: unknown): ReportDefinition {
  const read = reportDefinition.safeParse(raw)
  if (read.success) return read.data
  throw new Failure(422, 'invalid_report', { details: { place: read.error.issues[0]?.path.join('.') ?? '' } })
}
