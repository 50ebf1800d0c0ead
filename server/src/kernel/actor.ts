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
  /** Saves all the same what a gate would hold up. */
  readonly insists?: boolean
}

/** Through what a change came. */
export type Through = 'screen' | 'api_key' | 'mcp' | 'import' | 'system' | ProvisionedThrough

/** Through what somebody else's directory tells of people. */
export type ProvisionedThrough = 'single_sign_on' | 'scim'

/** Whether an API key acts, a program's or an assistant's: it has a role of its own, and less than its person. */
export function isKey({ through }: { readonly through: string }): boolean {
  return through === 'api_key' || through === 'mcp'
}

/** The id of the program's own actor, which is no user's. */
const program = '00000000-0000-0000-0000-000000000000'

/**
 * The program on its own account, when time alone or a directory of people changes something: nobody's records, and no
 * rights to ask for.
 */
export function programActor(
  workspaceId: string,
  { language, timeZone }: { readonly language: Language; readonly timeZone: string },
  through: 'system' | ProvisionedThrough = 'system',
): Actor {
  const nowhere = { teamId: null, teams: [], teamsBelow: [], roleId: program, administrator: true }
  const rights = { objects: {}, actions: [] }
  return { workspaceId, userId: program, name: '', language, timeZone, ...nowhere, rights, through }
}

/** The user who stands behind a change; null for the program. */
export function authorOf({ userId }: Pick<Actor, 'userId'>): string | null {
  return userId === program ? null : userId
}

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
