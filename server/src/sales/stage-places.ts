/** A stage's place in its pipeline. */
export interface StagePlace {
  readonly id: string
  /** From 0; lower stands before. */
  readonly position: number
  readonly category: unknown
}

/** A stage that is being made; without a position it asks for the usual one. */
export interface NewStage {
  readonly id: string
  readonly position: number | undefined
  readonly category: unknown
}

/**
 * The places of a pipeline's stages after a new one came in. At the place that it names, or else an open stage before
 * the first closed one and a closed stage at the end; where another stands there, that one and those after it move on
 * by one.
 * @param stages in their order
 */
export function placeStage(stages: readonly StagePlace[], made: NewStage): readonly StagePlace[] {
  const position = made.position ?? usualPosition(stages, made.category)
  const at = stages.findIndex((stage) => stage.position >= position)
  const [before, after] = at < 0 ? [stages, []] : [stages.slice(0, at), stages.slice(at)]
  const isTaken = after[0]?.position === position
  const moved = isTaken ? after.map((stage) => ({ ...stage, position: stage.position + 1 })) : after
  return [...before, { ...made, position }, ...moved]
}

function usualPosition(stages: readonly StagePlace[], category: unknown): number {
  const closed = category === 'open' ? stages.find((stage) => stage.category !== 'open') : undefined
  return closed?.position ?? (stages.at(-1)?.position ?? -1) + 1
}
