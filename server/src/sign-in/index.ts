import type { Slice } from '../kernel/kernel.ts'
import { addressEndpoints } from './address-endpoints.ts'
import { factorEndpoints } from './factor-endpoints.ts'
import { invitationEndpoints } from './invitation-endpoints.ts'
import { ownSessionEndpoints } from './own-session-endpoints.ts'
import { passwordEndpoints } from './password-endpoints.ts'
import { sessionEndpoints } from './session-endpoints.ts'
import { takeAwayFactorsEndpoints } from './take-away-factors.ts'
import { totpPurpose } from './totp.ts'

export { checkCredentials } from './credentials.ts'
export { inviteUser } from './invitations.ts'
export { requireGoodPassword } from './password-rules.ts'
export { openSession, provenSession } from './sessions.ts'
export { signInByPassword } from './sign-in.ts'
export { giveAccess, withdrawPassword } from './sign-in-access.ts'
export { visitorOf } from './visitor.ts'

/** How people get in: passwords, second factors, passkeys, sessions, invitations. */
export const signIn: Slice = {
  endpoints: [
    ...sessionEndpoints,
    ...passwordEndpoints,
    ...addressEndpoints,
    ...factorEndpoints,
    ...ownSessionEndpoints,
    ...invitationEndpoints,
    ...takeAwayFactorsEndpoints,
  ],
  sealedColumns: [
    {
      schema: 'control',
      table: 'totp',
      column: 'sealed_secret',
      key: ['identity_id'],
      purpose: ({ identity_id = '' }) => totpPurpose(identity_id),
    },
  ],
}
