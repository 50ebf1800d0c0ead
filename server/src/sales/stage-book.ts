import type { CatalogueRecord } from '../kernel/workspace-model.ts'

/** A step of a pipeline, as deals are measured by it. */
export interface Stage {
  readonly id: string
  readonly pipeline: string
  readonly category: 'open' | 'won' | 'lost'
  /** 0–100. */
  readonly probability: number
  readonly forecastCategory: string
  /** Fields of the opportunity that a person must have filled on entering. */
  readonly requiredFields: readonly string[]
  /** Days after which a deal in it is stale. */
  readonly maxAge: number | null
  readonly inUse: boolean
}

/** The pipelines and stages of a workspace, in their order. */
export interface StageBook {
  readonly stages: readonly Stage[]
  stage(id: unknown): Stage | undefined
  /** Where a deal begins in a pipeline: its first open stage in use, or the first of any kind. */
  first(pipeline: unknown): Stage | undefined
  /** The default pipeline, or the first when none is marked. */
  readonly defaultPipeline: string | undefined
}

type Rows = ReadonlyMap<string, CatalogueRecord> | undefined

type Catalogue = ReadonlyMap<string, ReadonlyMap<string, CatalogueRecord>>

const books = new WeakMap<Catalogue, StageBook>()

/** Reads the book from the catalogues that every process keeps in memory; once for each metadata version. */
export function stageBook(catalogue: Catalogue): StageBook {
  const known = books.get(catalogue)
  if (known) return known
  const made = readBook(catalogue)
  books.set(catalogue, made)
  return made
}

function readBook(catalogue: Catalogue): StageBook {
  const pipelines = inOrder(catalogue.get('pipeline')).filter((row) => row.deleted_at === null)
  const places = new Map(pipelines.map((row, index) => [row.id, index]))
  const stages = inOrder(catalogue.get('stage'))
    .map(stageOf)
    .sort((a, b) => (places.get(a.pipeline) ?? places.size) - (places.get(b.pipeline) ?? places.size))
  const byId = new Map(stages.map((stage) => [stage.id, stage]))
  return {
    stages,
    stage: (id) => byId.get(String(id)),
    first(pipeline) {
      const own = stages.filter((stage) => stage.pipeline === pipeline && stage.inUse)
      return own.find((stage) => stage.category === 'open') ?? own[0]
    },
    defaultPipeline: (pipelines.find((row) => row.default === true) ?? pipelines[0])?.id,
  }
}

function inOrder(rows: Rows): readonly CatalogueRecord[] {
  return [...(rows?.values() ?? [])].sort((a, b) => Number(a.position) - Number(b.position) || a.id.localeCompare(b.id))
}

function stageOf(row: CatalogueRecord): Stage {
  const required: readonly unknown[] = Array.isArray(row.required_fields) ? row.required_fields : []
  return {
    id: row.id,
    pipeline: String(row.pipeline_id),
    category: row.category === 'won' || row.category === 'lost' ? row.category : 'open',
    probability: Number(row.probability),
    forecastCategory: String(row.forecast_category),
    requiredFields: required.map(String),
    maxAge: row.max_age === null || row.max_age === undefined ? null : Number(row.max_age),
    inUse: row.deleted_at === null,
  }
}
