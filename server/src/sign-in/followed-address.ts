import { sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { domainOf } from '../kernel/admissions.ts'
import { callerAs } from '../kernel/caller.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { workspaceModel } from '../kernel/workspace-model.ts'

export interface AddressChange {
  readonly before: string
  readonly email: string
}

interface Member {
  readonly workspace_id: string
  readonly user_id: string
  readonly metadata_version: number
  readonly domains: readonly string[]
}

/**
 * Writes a new address to sign in with into each company that knew the person by the one before. One that a company gave
 * them otherwise is its own, as is one at a domain for which it insists on a provider: nobody gets around that so.
 */
export async function followAddress(kernel: Kernel, identityId: string, change: AddressChange): Promise<void> {
  for (const { workspace_id, user_id } of await followers(kernel, identityId, change)) {
    const caller = await callerAs(kernel, workspace_id, user_id, 'screen')
    await write(kernel, caller, (ctx) => ctx.update('user', user_id, { email: change.email }))
  }
}

/** @throws Failure 409 `address_taken` where the record of a colleague has the address */
export async function requireFreeAmongColleagues(
  kernel: Kernel,
  identityId: string,
  change: AddressChange,
): Promise<void> {
  for (const { workspace_id, user_id } of await followers(kernel, identityId, change)) {
    const [other] = await kernel.database.read(workspace_id, (tx) =>
      tx.rows(sql`select 1 from app."user" t where t.workspace_id = ${workspace_id} and t.id <> ${user_id}
        and t.deleted_at is null and lower(t.email) = ${change.email}`),
    )
    if (other) throw new Failure(409, 'address_taken')
  }
}

/** Where the person's record gets the new address. */
async function followers(
  kernel: Kernel,
  identityId: string,
  { before, email }: AddressChange,
): Promise<readonly Member[]> {
  const members = await kernel.database.control<Member>(sql`
    select m.workspace_id, m.user_id, w.metadata_version, w.single_sign_on_domains as domains
    from control.membership m join control.workspace w on w.id = m.workspace_id where m.identity_id = ${identityId}`)
  const known = await Promise.all(
    members.map(async ({ workspace_id, user_id, metadata_version }) => {
      const { catalogue } = await workspaceModel(kernel, workspace_id, metadata_version)
      const user = catalogue.get('user')?.get(user_id)
      return user?.deleted_at === null && String(user.email).toLowerCase() === before
    }),
  )
  return members.filter(
    ({ domains }, at) => known[at] && ![before, email].some((address) => domains.includes(domainOf(address))),
  )
}
