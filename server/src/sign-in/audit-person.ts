import type { Through } from '../kernel/actor.ts'
import { type AuditEntry, auditApart } from '../kernel/audit.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { personsOf } from './person-of-identity.ts'
import type { Visitor } from './visitor.ts'

/** What is noted of how somebody signs in: what was done, and from where. */
export interface SignInEntry extends Pick<AuditEntry, 'action' | 'detail'> {
  readonly visitor: Visitor
  /** On the screen unless said. */
  readonly through?: Through
}

/** Notes something in the audit log of each workspace that an identity enters. */
export async function auditPerson(
  kernel: Kernel,
  identityId: string,
  { visitor: { address, userAgent }, through = 'screen', ...entry }: SignInEntry,
): Promise<void> {
  for (const { workspaceId, userId } of await personsOf(kernel, identityId))
    await auditApart(
      kernel,
      { workspaceId, userId, through, address, userAgent },
      { ...entry, object: 'user', recordId: userId },
    )
}

/** As `auditPerson`, where whoever waited for it could tell by the time that the address is known. */
export function auditPersonLater(kernel: Kernel, identityId: string, entry: SignInEntry): void {
  auditPerson(kernel, identityId, entry).catch((error: Error) =>
    kernel.log.error({ err: error }, 'a sign-in was not noted in the audit log'),
  )
}
