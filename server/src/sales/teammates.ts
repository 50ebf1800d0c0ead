import type { Actor } from '../kernel/actor.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'

/** The people of somebody's teams and of those below, themselves among them. */
export function teammates({ catalogue }: Pick<WorkspaceModel, 'catalogue'>, actor: Actor): readonly string[] {
  const teams = new Set(actor.teamsBelow)
  const isWithin = (team: unknown): boolean => typeof team === 'string' && teams.has(team)
  const users = [...(catalogue.get('user')?.values() ?? [])].filter((user) => isWithin(user.team_id))
  const members = [...(catalogue.get('team_member')?.values() ?? [])].filter(
    (member) => member.deleted_at === null && isWithin(member.team_id),
  )
  return [...new Set([actor.userId, ...users.map(({ id }) => id), ...members.map(({ user_id }) => String(user_id))])]
}
