import { recordsOf } from '../../kernel/api.ts'
import { type Kept, refreshCatalogue } from '../data.ts'

type Membership = Kept<'team_member'>

/**
 * Lets a person belong to these further teams, in one operation.
 * @returns the operation, to be undone by
 */
export function changeMemberships(user: string, known: readonly Membership[], teams: readonly string[]) {
  return change(
    known.filter(({ team }) => !teams.includes(team)),
    teams.filter((team) => !known.some((one) => one.team === team)).map((team) => ({ team, user })),
  )
}

/** As `changeMemberships`, seen from the team: who belongs to it besides those whose main team it is. */
export function changeMembers(team: string, known: readonly Membership[], users: readonly string[]) {
  return change(
    known.filter(({ user }) => !users.includes(user)),
    users.filter((user) => !known.some((one) => one.user === user)).map((user) => ({ team, user })),
  )
}

/** Moves people to this team as their main one, and those who are left out to none. */
export async function changeMainTeam(team: string, known: readonly Kept<'user'>[], users: readonly string[]) {
  const left = known.filter(({ id }) => !users.includes(id)).map(({ id }) => ({ id, team: null }))
  const joined = users.filter((user) => !known.some(({ id }) => id === user)).map((id) => ({ id, team }))
  await recordsOf('users').bulk({ update: [...left, ...joined] })
  await refreshCatalogue('user')
}

async function change(
  gone: readonly Membership[],
  create: readonly { readonly team: string; readonly user: string }[],
): Promise<string> {
  const { operationId } = await recordsOf('team-members').bulk({ create, delete: gone.map(({ id }) => id) })
  await refreshCatalogue('team_member')
  return operationId
}
