import { queryOptions, useQuery } from '@tanstack/react-query'
import type { AnyRecord } from '@tendero/model/api'
import { recordsOf } from '../kernel/api.ts'
import { keys } from '../kernel/queries.ts'

/** A step of a pipeline, as the screens use it. */
export interface Stage {
  readonly id: string
  readonly name: string
  readonly pipeline: string
  readonly category: 'open' | 'won' | 'lost'
  /** 0–100 */
  readonly probability: number
  /** Fields that a deal must have to enter it. */
  readonly requiredFields: readonly string[]
  /** Days after which a deal stands still; null for never. */
  readonly maxAge: number | null
  /** How many deals are to stand in it at once at most; null for any number. */
  readonly limit: number | null
}

export interface Pipeline {
  readonly id: string
  readonly name: string
  readonly isDefault: boolean
}

function stageOf(record: AnyRecord): Stage {
  const { category, requiredFields } = record
  return {
    id: record.id,
    name: record.titles?.name ?? String(record.name),
    pipeline: String(record.pipeline),
    category: category === 'won' || category === 'lost' ? category : 'open',
    probability: typeof record.probability === 'number' ? record.probability : 0,
    requiredFields: Array.isArray(requiredFields) ? requiredFields.map(String) : [],
    maxAge: typeof record.maxAge === 'number' ? record.maxAge : null,
    limit: typeof record.workInProgressLimit === 'number' ? record.workInProgressLimit : null,
  }
}

const rare = 5 * 60_000
const everyStage = { sort: ['position'], limit: 200 } as const

/** All stages of all pipelines, in their order. */
export const stagesQuery = queryOptions({
  queryKey: keys.options('stage', everyStage),
  queryFn: async () => (await recordsOf('stages').list(everyStage)).items.map(stageOf),
  staleTime: rare,
})

export const pipelinesQuery = queryOptions({
  queryKey: keys.options('pipeline', everyStage),
  queryFn: async () =>
    (await recordsOf('pipelines').list(everyStage)).items.map(
      (record): Pipeline => ({
        id: record.id,
        name: record.titles?.name ?? String(record.name),
        isDefault: record.default === true,
      }),
    ),
  staleTime: rare,
})

/** The stages of a pipeline; empty while they are being loaded. */
export function useStages(pipeline: string | undefined): readonly Stage[] {
  const { data = [] } = useQuery({ ...stagesQuery, enabled: pipeline !== undefined })
  return data.filter((stage) => stage.pipeline === pipeline)
}

export function usePipelines(enabled = true): readonly Pipeline[] {
  const { data = [] } = useQuery({ ...pipelinesQuery, enabled })
  return data
}

export function defaultPipeline(pipelines: readonly Pipeline[]): Pipeline | undefined {
  return pipelines.find(({ isDefault }) => isDefault) ?? pipelines[0]
}
