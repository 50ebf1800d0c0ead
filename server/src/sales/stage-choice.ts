import { invalid } from '../kernel/failure.ts'
import type { Stage, StageBook } from './stage-book.ts'

/** What somebody said of a deal's place, and where it stands. Undefined is unsaid. */
export interface StageWish {
  readonly pipeline?: unknown
  readonly stage?: unknown
  /** The pipeline and stage it is in; absent for a new deal. */
  readonly current?: { readonly pipeline: unknown; readonly stage: unknown }
}

/**
 * The stage in which a deal is to be. A stage brings its pipeline with it; a pipeline alone means its first stage for
 * a new deal, and asks for a stage of it when a deal moves there; nothing said means the default pipeline, or where
 * the deal is.
 * @returns undefined when the workspace has no pipeline
 * @throws Failure 422 at `stage`: `not_found`, or `not_of_pipeline` when the stage belongs to another pipeline
 */
export function chooseStage({ pipeline, stage, current }: StageWish, book: StageBook): Stage | undefined {
  const wanted = stage ?? current?.stage
  if (stage !== undefined && stage !== null && stage !== current?.stage && book.stage(stage)?.inUse !== true)
    throw invalid({ stage: { code: 'not_found' } })
  if (wanted === undefined || wanted === null) return book.first(pipeline ?? book.defaultPipeline)
  const found = book.stage(wanted)
  if (pipeline !== undefined && pipeline !== null && found?.pipeline !== pipeline)
    throw invalid({ stage: { code: 'not_of_pipeline' } })
  return found
}
