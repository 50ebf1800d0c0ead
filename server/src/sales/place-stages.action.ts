import { sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import type { Change, Lifecycle } from '../kernel/lifecycle.ts'
import { placeStage, type StagePlace } from './stage-places.ts'

/** Gives new stages their place in their pipeline; the stages behind them move on in the same operation. */
export const stageLifecycle: Lifecycle = {
  object: 'stage',
  async before(ctx, changes) {
    const made = changes.filter((change) => change.verb === 'create')
    for (const pipeline of new Set(made.map((change) => change.patch.pipeline)))
      if (typeof pipeline === 'string')
        await placeStages(
          ctx,
          pipeline,
          made.filter((change) => change.patch.pipeline === pipeline),
        )
  },
}

async function placeStages(ctx: Context, pipeline: string, made: readonly Change[]): Promise<void> {
  const known = await stagesOf(ctx, pipeline)
  let places = known
  for (const { id, patch } of made) {
    const position = typeof patch.position === 'number' ? patch.position : undefined
    places = placeStage(places, { id, position, category: patch.category })
  }
  const positions = new Map(places.map(({ id, position }) => [id, position]))
  for (const { id, patch } of made) patch.position = positions.get(id)
  const moved = known.flatMap(({ id, position }) => {
    const now = positions.get(id) ?? position
    return now === position ? [] : [{ id, position: now }]
  })
  await ctx.updateMany('stage', moved, { computed: true })
}

/** The stages in use, in their order. */
function stagesOf({ tx, actor }: Context, pipeline: string): Promise<readonly StagePlace[]> {
  return tx.rows<StagePlace>(sql`
    select s.id, s.position, s.category from app.stage s where s.workspace_id = ${actor.workspaceId}
    and s.pipeline_id = ${pipeline} and s.deleted_at is null order by s.position, s.id`)
}
