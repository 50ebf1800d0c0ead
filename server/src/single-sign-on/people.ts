import type { Context } from '../kernel/context.ts'
import type { CatalogueRecord, WorkspaceModel } from '../kernel/workspace-model.ts'
import type { HeldRights } from './mapped-rights.ts'

/** Whoever has an address here, active or not. */
export function personWithAddress({ catalogue }: WorkspaceModel, email: string): CatalogueRecord | undefined {
  return [...(catalogue.get('user')?.values() ?? [])].find(
    (row) => row.deleted_at === null && String(row.email).toLowerCase() === email.toLowerCase(),
  )
}

export function personById({ catalogue }: WorkspaceModel, id: string): CatalogueRecord | undefined {
  const found = catalogue.get('user')?.get(id)
  return found?.deleted_at === null ? found : undefined
}

/** Somebody's role and teams as they stand. */
export function heldRights(model: WorkspaceModel, person: CatalogueRecord): HeldRights {
  return {
    role: String(person.role_id),
    team: typeof person.team_id === 'string' ? person.team_id : null,
    furtherTeams: membershipsOf(model, person.id).map((row) => String(row.team_id)),
  }
}

/** Whether a role or team is there and not deleted. */
export function isRoleOrTeam({ catalogue }: WorkspaceModel, id: string): boolean {
  return ['role', 'team'].some((name) => catalogue.get(name)?.get(id)?.deleted_at === null)
}

function membershipsOf({ catalogue }: WorkspaceModel, person: string): readonly CatalogueRecord[] {
  return [...(catalogue.get('team_member')?.values() ?? [])].filter(
    (row) => row.user_id === person && row.deleted_at === null,
  )
}

/** Makes somebody a further member of exactly these teams. */
export async function joinTeams(ctx: Context, person: string, teams: readonly string[]): Promise<void> {
  const held = membershipsOf(ctx.model, person)
  const known = held.map((row) => String(row.team_id))
  const left = held.filter((row) => !teams.includes(String(row.team_id))).map(({ id }) => id)
  const joined = teams.filter((team) => !known.includes(team)).map((team) => ({ user: person, team }))
  await ctx.remove('team_member', left)
  if (joined.length > 0) await ctx.insertMany('team_member', joined)
}
