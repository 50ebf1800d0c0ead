import { write } from '../kernel/action.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type OutgoingMail, queueMail } from '../mail/index.ts'
import { type Person, personsOf } from './person-of-identity.ts'
import { describeUserAgent } from './user-agent.ts'
import type { Visitor } from './visitor.ts'

/** What somebody is told by mail of how they sign in. */
export type SignInChange =
  | 'password_changed'
  | 'second_factor_added'
  | 'second_factor_removed'
  | 'second_factors_taken_away'
  | 'recovery_codes_renewed'
  | 'address_change_asked'
  | 'address_changed'

/** Writes a mail to somebody, which goes with those of a workspace of theirs. */
export async function mailPerson(
  kernel: Kernel,
  { workspaceId, email, name, language }: Person,
  make: (ctx: Context) => Promise<Pick<OutgoingMail, 'template' | 'values' | 'secret'>>,
): Promise<void> {
  const caller = await callerOfProgram(kernel, workspaceId)
  await write(kernel, caller, async (ctx) => {
    await queueMail(ctx, { to: { address: email, name }, language, ...(await make(ctx)) })
  })
}

/** Tells a person that somebody, they hope themselves, changed how they sign in. */
export async function tellOfChange(kernel: Kernel, identityId: string, change: SignInChange): Promise<void> {
  await tellPerson(kernel, identityId, ({ name, email }) => ({
    template: 'sign_in_changed',
    values: { name, email, change },
  }))
}

/** Tells a person at the address before that they sign in with another one now. */
export async function tellOfAddress(kernel: Kernel, identityId: string, before: string): Promise<void> {
  const change: SignInChange = 'address_changed'
  await tellPerson(
    kernel,
    identityId,
    ({ name }) => ({ template: 'sign_in_changed', values: { name, email: before, change } }),
    before,
  )
}

/** Tells a person that they signed in with a browser that was not known. */
export async function tellOfDevice(kernel: Kernel, identityId: string, visitor: Visitor): Promise<void> {
  const { browser, system } = describeUserAgent(visitor.userAgent)
  const device = [browser, system].filter((one) => one !== null).join(', ')
  await tellPerson(kernel, identityId, ({ name }) => ({
    template: 'new_sign_in',
    values: { name, device, address: visitor.address },
  }))
}

/** Who is a member of no workspace any more is told nothing; a mail that cannot be written keeps nobody from signing in. */
async function tellPerson(
  kernel: Kernel,
  identityId: string,
  make: (person: Person) => Pick<OutgoingMail, 'template' | 'values'>,
  address?: string,
): Promise<void> {
  try {
    const [person] = await personsOf(kernel, identityId)
    if (person) await mailPerson(kernel, { ...person, email: address ?? person.email }, async () => make(person))
  } catch (error) {
    kernel.log.error({ err: error }, 'a mail about signing in was not written')
  }
}
