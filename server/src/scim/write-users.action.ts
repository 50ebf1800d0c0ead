import { write } from '../kernel/action.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { CatalogueRecord } from '../kernel/workspace-model.ts'
import { changePerson, personWithAddress } from '../single-sign-on/index.ts'
import { type Directory, usersOf } from './directory.ts'
import { readDirectory } from './read-directory.sql.ts'
import { keepScimRecord } from './scim-records.sql.ts'
import type { ScimAccess } from './tokens.sql.ts'
import type { GivenUser } from './user-resource.ts'

/** What a directory does to a workspace, in one unit of work on the workspace as it is by then. */
export async function asDirectory<O>(
  kernel: Kernel,
  access: ScimAccess,
  work: (ctx: Context, directory: Directory) => Promise<O>,
): Promise<O> {
  const caller = await callerOfProgram(kernel, access.workspaceId, 'scim')
  return write(kernel, caller, async (ctx) => {
    // Directories send much at once; whoever comes second sees what the first did.
    await ctx.holdModel()
    return work(ctx, await readDirectory(ctx.tx, ctx.model, access))
  })
}

/**
 * Makes a user. Somebody whom a directory deleted, and who is therefore no longer active, comes back.
 * @returns the id
 * @throws Failure 409 `uniqueness` when there is one of that name or address
 */
export function createUser(kernel: Kernel, access: ScimAccess, given: GivenUser): Promise<string> {
  return asDirectory(kernel, access, async (ctx, directory) => {
    const { values, record } = given
    const known = personWithAddress(ctx.model, values.email)
    const isBack = known !== undefined && directory.records.get(known.id)?.hidden === true
    if (known && !isBack) throw new Failure(409, 'uniqueness')
    requireOwnName(directory, given, known?.id)
    const id = known?.id ?? (await ctx.insert('user', { ...values, role: directory.role }))
    if (known) await changePerson(ctx, known.id, differences(known, values))
    keepScimRecord(ctx.tx, 'User', { ...record, recordId: id, hidden: false })
    return id
  })
}

/**
 * @param change what the user is to be, of what they are by then
 * @throws Failure 400, 404, 409 `uniqueness`, 412 when they are other than the directory believes
 */
export function replaceUser(
  kernel: Kernel,
  access: ScimAccess,
  id: string,
  change: (directory: Directory) => GivenUser,
): Promise<void> {
  return asDirectory(kernel, access, async (ctx, directory) => {
    const known = userAt(directory, id)
    const given = change(directory)
    const other = personWithAddress(ctx.model, given.values.email)
    if (other && other.id !== id) throw new Failure(409, 'uniqueness')
    requireOwnName(directory, given, id)
    await changePerson(ctx, id, differences(known, given.values))
    keepScimRecord(ctx.tx, 'User', { ...given.record, recordId: id, hidden: false })
  })
}

/**
 * For the directory the user is gone; here they are no longer active, and what they did keeps their name.
 * @throws Failure 404
 */
export function removeUser(kernel: Kernel, access: ScimAccess, id: string): Promise<void> {
  return asDirectory(kernel, access, async (ctx, directory) => {
    const known = userAt(directory, id)
    if (known.active === true) await changePerson(ctx, id, { active: false })
    const before = directory.records.get(id)
    const { externalId = null, userName = null, givenName = null, familyName = null } = before ?? {}
    keepScimRecord(ctx.tx, 'User', { recordId: id, externalId, userName, givenName, familyName, hidden: true })
  })
}

/** @throws Failure 404 */
export function userAt(directory: Directory, id: string): CatalogueRecord {
  const found = usersOf(directory).find((row) => row.id === id)
  if (!found) throw notFound()
  return found
}

function requireOwnName(directory: Directory, { record }: GivenUser, own: string | undefined): void {
  const wanted = record.userName?.toLowerCase()
  const taken = usersOf(directory).some(
    (row) => row.id !== own && String(directory.records.get(row.id)?.userName ?? row.email).toLowerCase() === wanted,
  )
  if (taken) throw new Failure(409, 'uniqueness')
}

const columns = {
  name: 'name',
  email: 'email',
  jobTitle: 'job_title',
  language: 'language',
  timeZone: 'time_zone',
  active: 'active',
}

/** What a directory wants otherwise. Language and zone that it does not know are the person's own choice. */
function differences(row: CatalogueRecord, values: GivenUser['values']): Readonly<Record<string, unknown>> {
  const own = ['language', 'timeZone']
  const wanted = Object.entries(values).filter(
    ([name, value]) => !(own.includes(name) && value === null) && row[columns[name as keyof typeof columns]] !== value,
  )
  return Object.fromEntries(wanted)
}
