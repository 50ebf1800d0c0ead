import type { Slice } from '../kernel/kernel.ts'
import { keyEndpoints } from './api-keys.ts'
import { derivedFieldLifecycles } from './check-derived-fields.ts'
import { fillCustomFields } from './fill-custom-fields.job.ts'
import { indexCustomField } from './index-custom-field.job.ts'
import { invitationEndpoints } from './invitations.ts'
import { operationEndpoints } from './operation-endpoints.action.ts'
import { sessionEndpoints } from './session-endpoints.ts'
import { settingsLifecycles } from './settings-lifecycles.ts'

export { beginDemo, type DemoAccount, demoState, noteDemo } from './demo-state.ts'
export { foundWorkspace } from './found-workspace.ts'
export { inviteUser } from './invitations.ts'
export { giveAccess, withdrawPassword } from './sign-in-access.ts'

/** The company itself: founding, people, sign-in, keys, what administrators set. */
export const workspace: Slice = {
  endpoints: [...sessionEndpoints, ...invitationEndpoints, ...keyEndpoints, ...operationEndpoints],
  lifecycles: [...settingsLifecycles, ...derivedFieldLifecycles],
  subscribers: [indexCustomField, fillCustomFields],
}
