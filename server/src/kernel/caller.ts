import type { Actor } from './actor.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/** Who asks for a unit of work, in which workspace as of which metadata. */
export interface Caller {
  readonly model: WorkspaceModel
  readonly actor: Actor
}
