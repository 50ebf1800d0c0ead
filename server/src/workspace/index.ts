import type { Slice } from '../kernel/kernel.ts'
import { keyEndpoints } from './api-keys.ts'
import { derivedFieldLifecycles } from './check-derived-fields.ts'
import { fillCustomFields } from './fill-custom-fields.job.ts'
import { indexCustomField } from './index-custom-field.job.ts'
import { operationEndpoints } from './operation-endpoints.action.ts'
import { settingsLifecycles } from './settings-lifecycles.ts'
import { signUpEndpoints } from './sign-up-endpoints.ts'

export { beginDemo, type DemoAccount, demoState, noteDemo } from './demo-state.ts'
export { foundWorkspace } from './found-workspace.ts'
export { operationParts, readableTitles } from './operation-parts.sql.ts'
export { rights } from './settings-lifecycles.ts'

/** The company itself: founding, people, keys, what administrators set. */
export const workspace: Slice = {
  endpoints: [...signUpEndpoints, ...keyEndpoints, ...operationEndpoints],
  lifecycles: [...settingsLifecycles, ...derivedFieldLifecycles],
  subscribers: [indexCustomField, fillCustomFields],
}
