import { useQuery } from '@tanstack/react-query'
import type { AggregateQuery, MetadataField, MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { recordsOf } from '../../kernel/api.ts'
import { useLanguage, useWords } from '../../kernel/language.ts'
import { keys } from '../../kernel/queries.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { defaultPipeline, type Pipeline, type Stage, usePipelines, useStages } from '../../sales/stages.ts'
import { both, demanded, having } from './board-filter.ts'
import { isStage, sumField } from './board-shape.ts'
import { type BoardSum, type BoardValue, boardValue, summedBy } from './board-sums.ts'
import { useBoardWords } from './words.ts'

export interface BoardColumn {
  /** What it is known by on the screen. */
  readonly key: string
  readonly value: BoardValue
  readonly title: string
  readonly color?: string
  /** Of a pipeline's columns. */
  readonly stage?: Stage
  /** In which lane it is, of a board that has lanes. */
  readonly lane?: LaneFace
  /** What its records have in common, with the filter of the board. */
  readonly filter: Filter
  readonly count: number | undefined
  /** Minor units of the base currency. */
  readonly sum: number | undefined
  /** How many stand in the column over all lanes. */
  readonly inColumn: number | undefined
}

/** What a lane is called, and what its records have in common. */
export interface LaneFace {
  readonly key: string
  readonly value: BoardValue
  readonly title: string
  readonly color?: string
}

/** A lane of a board: its part of every column. */
export interface BoardLane extends LaneFace {
  readonly count: number
  readonly sum: number | undefined
  readonly cells: readonly BoardColumn[]
}

/** More columns than this nobody looks through; the others are reached by a filter. */
const mostColumns = 40

export interface BoardColumns {
  readonly columns: readonly BoardColumn[]
  /** Undefined for a board without lanes. */
  readonly lanes: readonly BoardLane[] | undefined
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
  readonly value: BoardValue
  readonly title: string
  readonly color?: string
  readonly stage?: Stage
}

/** The columns of a board with their counts and sums. */
export function useBoardColumns(
  object: MetadataObject,
  { by, lane }: { readonly by: MetadataField; readonly lane: MetadataField | undefined },
  search: ViewSearch,
): BoardColumns {
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
    group: lane ? [by.name, lane.name] : [by.name],
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

  const measure = money && `sum:${money.name}`
  const names = { yes: common.yes, no: common.no, unknown: common.unknown, language }
  const found = data?.groups ?? []
  const sums = summedBy(found, 0, measure)
  const fixed = byStage ? stages.map(columnOfStage) : undefined
  const columns = withEmpty(fixed ?? valuesOf(by, sums, names), sums, words.without(by.label)).map(
    (one): BoardColumn => {
      const { count = 0, sum = 0 } = sums.find(({ value }) => value === one.value) ?? {}
      return {
        ...one,
        key: keyOf(one.value),
        filter: both(filter, having(by.name, one.value)) ?? having(by.name, one.value),
        count: data && count,
        sum: data && money && sum,
        inColumn: data && count,
      }
    },
  )
  const lanesBy = (field: MetadataField): readonly BoardLane[] => {
    const laneSums = summedBy(found, 1, measure)
    return withEmpty(valuesOf(field, laneSums, names), laneSums, words.without(field.label)).map((one) => {
      const face: LaneFace = { ...one, key: keyOf(one.value) }
      const { count = 0, sum = 0 } = laneSums.find(({ value }) => value === one.value) ?? {}
      const inLane = found.filter(({ keys: [, value] }) => boardValue(value) === one.value)
      const cells = columns.map((column) => cellOf(column, face, { field, sums: summedBy(inLane, 0, measure) }))
      return { ...face, count, sum: money && sum, cells }
    })
  }
  return {
    columns,
    lanes: lane && lanesBy(lane),
    pending: isPending,
    error,
    retry: () => void refetch(),
    currency: data?.currency,
    totals,
    pipeline,
    pipelines,
  }
}

/** Stands in ids, which hold no spaces. */
function keyOf(value: BoardValue): string {
  return value === null ? 'without' : `is-${encodeURIComponent(value)}`
}

/** The part of a column that is in a lane. */
function cellOf(
  column: BoardColumn,
  face: LaneFace,
  { field, sums }: { readonly field: MetadataField; readonly sums: readonly BoardSum[] },
): BoardColumn {
  const { count = 0, sum = 0 } = sums.find(({ value }) => value === column.value) ?? {}
  const filter = both(column.filter, having(field.name, face.value)) ?? column.filter
  return {
    ...column,
    key: `${column.key}:${face.key}`,
    lane: face,
    filter,
    count: column.count === undefined ? undefined : count,
    sum: column.sum === undefined ? undefined : sum,
  }
}

function columnOfStage(stage: Stage): Known {
  return { value: stage.id, title: stage.name, stage }
}

interface Names {
  readonly yes: string
  readonly no: string
  readonly unknown: string
  readonly language: string
}

/** The values that a field can have; where only the records tell, those that most of them have, in alphabetical order. */
function valuesOf(
  by: MetadataField,
  sums: readonly BoardSum[],
  { yes, no, unknown, language }: Names,
): readonly Known[] {
  if (by.kind === 'boolean')
    return [
      { value: true, title: yes },
      { value: false, title: no },
    ]
  if (by.choices) return by.choices.map(({ value, label, color }) => ({ value, title: label, color }))
  return sums
    .toSorted((a, b) => b.count - a.count)
    .slice(0, mostColumns)
    .map(({ value, title }) => ({ value, title: title ?? unknown }))
    .toSorted((a, b) => a.title.localeCompare(b.title, language))
}

/** Records without a value stand first, when there are any. */
function withEmpty(values: readonly Known[], sums: readonly BoardSum[], title: string): readonly Known[] {
  const some = values.filter(({ value }) => value !== null)
  return sums.some(({ value }) => value === null) ? [{ value: null, title }, ...some] : some
}
