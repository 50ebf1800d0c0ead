import type { Language, PermittedAction, Rights, Scope, Verb } from '@tendero/model'

/** Who acts, with everything that decides what they may do. Made once per sign-in and metadata version. */
export interface Actor {
  readonly workspaceId: string
  readonly userId: string
  readonly name: string
  readonly language: Language
  readonly timeZone: string
  /** The main team. */
  readonly teamId: string | null
  /** The main team and further ones. */
  readonly teams: readonly string[]
  /** Those and all below them. */
  readonly teamsBelow: readonly string[]
  readonly roleId: string
  readonly administrator: boolean
  readonly rights: Rights
  readonly through: Through
}

/** Through what a change came. */
export type Through = 'screen' | 'api_key' | 'import' | 'system'

export function scopeOf(actor: Actor, object: string, verb: Verb): Scope {
  if (actor.administrator) return 'all'
  return actor.rights.objects[object]?.[verb] ?? 'none'
}

export function mayUseField(actor: Actor, object: string, field: string, how: 'read' | 'edit'): boolean {
  if (actor.administrator) return true
  const limit = actor.rights.fields?.[object]?.[field]
  return limit === undefined || (how === 'read' && limit === 'read_only')
}

export function mayAct(actor: Actor, action: PermittedAction): boolean {
  return actor.administrator || actor.rights.actions.includes(action)
}
