import { useQuery } from '@tanstack/react-query'
import type { AggregateQuery, AggregateResult, MetadataField, MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { recordsOf } from '../../kernel/api.ts'
import { useLanguage, useWords } from '../../kernel/language.ts'
import { keys } from '../../kernel/queries.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { defaultPipeline, type Pipeline, type Stage, usePipelines, useStages } from '../../sales/stages.ts'
import { both, demanded, having } from './board-filter.ts'
import { isStage, sumField } from './board-shape.ts'
import { useBoardWords } from './words.ts'

export interface BoardColumn {
  /** What it is known by on the screen. */
  readonly key: string
  readonly value: string | boolean | null
  readonly title: string
  readonly color?: string
  /** Of a pipeline's columns. */
  readonly stage?: Stage
  /** What its records have in common, with the filter of the board. */
  readonly filter: Filter
  readonly count: number | undefined
  /** Minor units of the base currency. */
  readonly sum: number | undefined
}

/** More columns than this nobody looks through; the others are reached by a filter. */
const mostColumns = 40

export interface BoardColumns {
  readonly columns: readonly BoardColumn[]
  readonly pending: boolean
  readonly error: unknown
  readonly retry: () => void
  readonly currency: string | undefined
  readonly totals: AggregateQuery
  /** For boards by stage: the pipeline shown, and all there are. */
  readonly pipeline: Pipeline | undefined
  readonly pipelines: readonly Pipeline[]
}

interface Known {
  readonly value: string | boolean | null
  readonly title: string
  readonly color?: string
  readonly stage?: Stage
}

/** The columns of a board with their counts and sums. */
export function useBoardColumns(object: MetadataObject, by: MetadataField, search: ViewSearch): BoardColumns {
  const words = useBoardWords()
  const { common } = useWords()
  const language = useLanguage()
  const byStage = isStage(by)
  const pipelines = usePipelines(byStage)
  const wanted = byStage ? demanded(search.filter, 'pipeline') : undefined
  const pipeline = pipelines.find(({ id }) => id === wanted) ?? defaultPipeline(pipelines)
  const stages = useStages(pipeline?.id)
  const filter = byStage && pipeline ? both(search.filter, having('pipeline', pipeline.id)) : search.filter
  const money = sumField(object)
  const totals: AggregateQuery = {
    group: [by.name],
    measures: money ? ['count', `sum:${money.name}`] : ['count'],
    filter,
    search: search.q,
  }
  const { data, isPending, error, refetch } = useQuery({
    queryKey: keys.aggregate(object.name, totals),
    queryFn: () => recordsOf(object.collection).aggregate(totals),
    enabled: !byStage || pipeline !== undefined,
    placeholderData: (previous) => previous,
  })

  const fixed = byStage ? stages.map(columnOfStage) : valuesOf(by, { yes: common.yes, no: common.no })
  const found = data?.groups ?? []
  const present = fixed ?? largest(found, language, common.unknown)
  const values = withEmpty(present, found, words.without(by.label))
  return {
    columns: values.map((one) => {
      const group = found.find(({ keys: [value] }) => (value ?? null) === one.value)
      const sum = money && group?.measures[`sum:${money.name}`]
      return {
        ...one,
        // Stands in ids, which hold no spaces.
        key: one.value === null ? 'without' : `is-${encodeURIComponent(one.value)}`,
        filter: both(filter, having(by.name, one.value)) ?? having(by.name, one.value),
        count: data && Number(group?.measures.count ?? 0),
        sum: data && money && Number(sum ?? 0),
      }
    }),
    pending: isPending,
    error,
    retry: () => void refetch(),
    currency: data?.currency,
    totals,
    pipeline,
    pipelines,
  }
}

function columnOfStage(stage: Stage): Known {
  return { value: stage.id, title: stage.name, stage }
}

/** The values that a field can have; undefined when only the records tell. */
function valuesOf(
  by: MetadataField,
  names: { readonly yes: string; readonly no: string },
): readonly Known[] | undefined {
  if (by.kind === 'boolean')
    return [
      { value: true, title: names.yes },
      { value: false, title: names.no },
    ]
  return by.choices?.map(({ value, label, color }) => ({ value, title: label, color }))
}

function known(value: string | number | boolean | null | undefined, title: string): Known {
  return { value: typeof value === 'number' ? String(value) : (value ?? null), title }
}

/** The values that most records have, in alphabetical order. */
function largest(groups: AggregateResult['groups'], language: string, unknown: string): readonly Known[] {
  return groups
    .toSorted((a, b) => Number(b.measures.count) - Number(a.measures.count))
    .slice(0, mostColumns)
    .map(({ keys: [value], titles: [title] }) => known(value, title ?? unknown))
    .toSorted((a, b) => a.title.localeCompare(b.title, language))
}

/** Records without a value stand in the first column, when there are any. */
function withEmpty(columns: readonly Known[], groups: AggregateResult['groups'], title: string): readonly Known[] {
  const some = columns.filter(({ value }) => value !== null)
  return groups.some(({ keys: [value] }) => value === null) ? [{ value: null, title }, ...some] : some
}
