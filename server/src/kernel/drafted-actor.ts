import type { Rights } from '@tendero/model'
import type { Actor } from './actor.ts'
import { templateRights } from './custom-objects.ts'
import { rightsWithin } from './role-rights.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/** A role as it might be. */
export interface DraftedRole {
  readonly administrator: boolean
  readonly rights: Rights
}

/** Somebody as if their role were another. */
export function draftedActor({ objects }: WorkspaceModel, actor: Actor, { administrator, rights }: DraftedRole): Actor {
  return { ...actor, administrator, rights: rightsWithin(objects, templateRights(objects, rights)) }
}
