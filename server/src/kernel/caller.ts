import { type ObjectType, sql } from '@tendero/model'
import { type Actor, type ProvisionedThrough, programActor, type Through } from './actor.ts'
import type { Context } from './context.ts'
import { notFound } from './failure.ts'
import type { Kernel } from './kernel.ts'
import type { Origin } from './origin.ts'
import { type WorkspaceModel, workspaceModel } from './workspace-model.ts'

/** Who asks for a unit of work, in which workspace as of which metadata. */
export interface Caller {
  readonly model: WorkspaceModel
  readonly actor: Actor
  /** Who looks, where the actor is somebody whose eyes they borrow: nothing can be written then. */
  readonly viewer?: Actor
  /** From where a request came; nothing for what the program does on its own account. */
  readonly origin?: Origin
  /** Looks at each unit of work when it is done, before it is committed; what it throws takes everything back. */
  readonly beforeCommit?: (ctx: Context) => Promise<void>
}

/**
 * A user as caller of work that no request began: jobs, commands; with the rights and metadata of this moment.
 * @param roleId the role of the API key that began it, if one did
 * @throws Failure 404 for an unknown workspace, 401 for a user who is not there or not active
 */
export async function callerAs(
  kernel: Pick<Kernel, 'database' | 'objects'>,
  workspaceId: string,
  userId: string,
  through: Through,
  roleId?: string,
): Promise<Caller> {
  const model = await modelOf(kernel, workspaceId)
  return { model, actor: model.actor(userId, through, roleId) }
}

/** The object of a collection. @throws Failure 404 for none that the caller's model has */
export function objectAt({ model }: Pick<Caller, 'model'>, collection: string | undefined): ObjectType {
  for (const object of model.objects.values()) if (object.collection === collection) return object
  throw notFound()
}

/** The program itself as caller of work that time began, or a directory of people. @throws Failure 404 for an unknown workspace */
export async function callerOfProgram(
  kernel: Pick<Kernel, 'database' | 'objects'>,
  workspaceId: string,
  through: 'system' | ProvisionedThrough = 'system',
): Promise<Caller> {
  const model = await modelOf(kernel, workspaceId)
  return { model, actor: programActor(workspaceId, model.settings, through) }
}

async function modelOf(kernel: Pick<Kernel, 'database' | 'objects'>, workspaceId: string): Promise<WorkspaceModel> {
  const [row] = await kernel.database.control<{ metadata_version: number }>(
    sql`select metadata_version from control.workspace where id = ${workspaceId}`,
  )
  if (!row) throw notFound()
  return workspaceModel(kernel, workspaceId, row.metadata_version)
}
