import { queryClient } from '../kernel/queries.ts'
import type { Filling, FormRules } from '../records/extensions.ts'
import { defaultPipeline, type Pipeline, pipelinesQuery, type Stage, stagesQuery } from './stages.ts'

/** The rules of the form for a new deal. */
export async function formRules(): Promise<FormRules> {
  const [pipelines, stages] = await Promise.all([
    queryClient.ensureQueryData(pipelinesQuery),
    queryClient.ensureQueryData(stagesQuery),
  ])
  return dealForm(pipelines, stages)
}

/**
 * A deal begins in the first stage of the default pipeline; another pipeline brings its first stage with it, a stage
 * its pipeline.
 */
export function dealForm(pipelines: readonly Pipeline[], stages: readonly Stage[]): FormRules {
  const place = (stage: Stage | undefined): Filling => {
    const pipeline = pipelines.find(({ id }) => id === stage?.pipeline)
    if (!stage || !pipeline) return { values: {}, titles: {} }
    return {
      values: { pipeline: pipeline.id, stage: stage.id },
      titles: { pipeline: pipeline.name, stage: stage.name },
    }
  }
  const firstOf = (pipeline: unknown): Stage | undefined => stages.find((stage) => stage.pipeline === pipeline)
  return {
    first: place(firstOf(defaultPipeline(pipelines)?.id)),
    follow(name, values) {
      if (name === 'stage') return place(stages.find(({ id }) => id === values.stage))
      const stands = stages.find(({ id }) => id === values.stage)
      return name === 'pipeline' && values.pipeline && stands?.pipeline !== values.pipeline
        ? place(firstOf(values.pipeline))
        : { values: {}, titles: {} }
    },
  }
}
