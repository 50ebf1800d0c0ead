import type { ReportDefinition, ReportGroup, ReportKey } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'

/** A value of a report's group: by what, and which. */
export interface Chosen {
  readonly group: ReportGroup
  readonly key: ReportKey
}

/** The records behind a figure, as a filter of the list: those of the report, of the groups, of the measure. */
export function drillFilter(
  { filter, measures = [] }: Pick<ReportDefinition, 'filter' | 'measures'>,
  chosen: readonly Chosen[],
  measure?: string,
): Filter | undefined {
  const own = measures.find(({ name }) => name === measure)
  const parts = [
    ...(filter ? [filter] : []),
    ...chosen.flatMap(chosenFilter),
    ...(own && 'filter' in own && own.filter ? [own.filter] : []),
  ]
  const [only] = parts
  return parts.length > 1 ? { and: parts } : only
}

function chosenFilter({ group: { field }, key: { value, from, to } }: Chosen): readonly Filter[] {
  // Through a reference that leads nowhere there is no value either: it is not one that there is.
  if (value === null) return [{ not: { field, op: 'is_not_empty' } }]
  if (from !== undefined && to !== undefined) return between(field, from, to)
  return [{ field, op: 'is', value }]
}

/** From the first on, and before the last. */
export function between(field: string, from: string, to: string): readonly Filter[] {
  return [
    { field, op: 'at_least', value: from },
    { field, op: 'less', value: to },
  ]
}
