import type { Context } from '../kernel/context.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { changePerson, joinTeams } from '../single-sign-on/index.ts'
import { type Directory, type RoleGroup, usersOf } from './directory.ts'
import { acceptGroup, type GivenGroup, type Group, groupsOf } from './group-resource.ts'
import { keepRoleGroup, keepScimRecord, removeRoleGroup, roleGroups } from './scim-records.sql.ts'
import type { ScimAccess } from './tokens.sql.ts'
import { asDirectory } from './write-users.action.ts'

/**
 * Makes a group: one that gives a role when its name is mapped to one, else a team.
 * @returns the id
 * @throws Failure 400, 409 `uniqueness` when there is one of that name
 */
export function createGroup(kernel: Kernel, access: ScimAccess, resource: unknown): Promise<string> {
  return asDirectory(kernel, access, async (ctx, directory) => {
    const given = acceptGroup(directory, resource)
    requireOwnName(directory, given)
    const isTeam = !directory.roleMapping.some(({ group }) => group === given.displayName)
    const id = isTeam ? await ctx.insert('team', { name: given.displayName }) : newId()
    await keepMembers(ctx, directory, { ...given, id, isTeam, members: [] }, given)
    return id
  })
}

/**
 * @param change what the group is to be, of what it is as a directory reads it
 * @throws Failure 400, 404, 409 `uniqueness`, 412 when it is another than the directory believes
 */
export function replaceGroup(
  kernel: Kernel,
  access: ScimAccess,
  id: string,
  change: (directory: Directory, group: Group) => unknown,
): Promise<void> {
  return asDirectory(kernel, access, async (ctx, directory) => {
    const group = groupAt(directory, id)
    const given = acceptGroup(directory, change(directory, group))
    requireOwnName(directory, given, id)
    if (group.isTeam && group.displayName !== given.displayName)
      await ctx.update('team', id, { name: given.displayName })
    await keepMembers(ctx, directory, group, given)
  })
}

/** A team goes with its memberships; its records stay and belong to none. @throws Failure 404, 409 while it is needed */
export function removeGroup(kernel: Kernel, access: ScimAccess, id: string): Promise<void> {
  return asDirectory(kernel, access, async (ctx, directory) => {
    const group = groupAt(directory, id)
    await keepMembers(ctx, directory, group, { ...group, members: [] })
    if (group.isTeam) await ctx.remove('team', [id])
    else await removeRoleGroup(ctx.tx, id)
  })
}

/** @throws Failure 404 */
export function groupAt(directory: Directory, id: string): Group {
  const found = groupsOf(directory).find((group) => group.id === id)
  if (!found) throw notFound()
  return found
}

function requireOwnName(directory: Directory, { displayName }: GivenGroup, own?: string): void {
  const wanted = displayName.toLowerCase()
  if (groupsOf(directory).some((group) => group.id !== own && group.displayName.toLowerCase() === wanted))
    throw new Failure(409, 'uniqueness')
}

async function keepMembers(
  ctx: Context,
  directory: Directory,
  { id, isTeam, members: before, displayName: name }: Pick<Group, 'id' | 'isTeam' | 'members' | 'displayName'>,
  { displayName, externalId, members }: GivenGroup,
): Promise<void> {
  const joined = members.filter((one) => !before.includes(one))
  const left = before.filter((one) => !members.includes(one))
  if (!isTeam) {
    await keepRoleGroup(ctx.tx, { id, displayName, externalId, members })
    // Another name may be mapped to another role, or to none.
    await giveRoles(ctx, directory, name === displayName ? [...joined, ...left] : [...members, ...left])
    return
  }
  keepScimRecord(ctx.tx, 'Group', {
    recordId: id,
    externalId,
    userName: null,
    givenName: null,
    familyName: null,
    hidden: false,
  })
  for (const person of joined) await join(ctx, directory, person, id)
  for (const person of left) await leave(ctx, directory, person, id)
}

/** Who has no team yet has this one as the main one. */
async function join(ctx: Context, directory: Directory, person: string, team: string): Promise<void> {
  const { main, further } = teamsOfPerson(ctx, directory, person)
  if (main === null) await changePerson(ctx, person, { team })
  else await joinTeams(ctx, person, [...further, team])
}

/** Whose main team it was has the first of the others as the main one. */
async function leave(ctx: Context, directory: Directory, person: string, team: string): Promise<void> {
  const { main, further } = teamsOfPerson(ctx, directory, person)
  const others = further.filter((one) => one !== team)
  const next = main === team ? (others[0] ?? null) : main
  if (next !== main) await changePerson(ctx, person, { team: next })
  await joinTeams(
    ctx,
    person,
    others.filter((one) => one !== next),
  )
}

function teamsOfPerson(
  { model }: Context,
  directory: Directory,
  person: string,
): { readonly main: string | null; readonly further: readonly string[] } {
  const main = usersOf(directory).find(({ id }) => id === person)?.team_id
  const further = [...(model.catalogue.get('team_member')?.values() ?? [])]
    .filter((row) => row.user_id === person && row.deleted_at === null)
    .map((row) => String(row.team_id))
  return { main: typeof main === 'string' ? main : null, further }
}

/** The first group in the order of the mapping gives the role; who is in none has the role of newcomers. */
async function giveRoles(ctx: Context, directory: Directory, people: readonly string[]): Promise<void> {
  const groups: readonly RoleGroup[] = await roleGroups(ctx.tx)
  for (const person of people) {
    const held = groups.filter(({ members }) => members.includes(person)).map(({ displayName }) => displayName)
    const role = directory.roleMapping.find(({ group }) => held.includes(group))?.role ?? directory.role
    const known = usersOf(directory).find(({ id }) => id === person)
    if (known && known.role_id !== role) await changePerson(ctx, person, { role })
  }
}
