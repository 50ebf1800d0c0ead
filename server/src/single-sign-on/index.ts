import type { Slice } from '../kernel/kernel.ts'
import { providerEndpoints } from './provider-endpoints.action.ts'
import { signInEndpoints } from './sign-in-endpoints.action.ts'
import { secretPurpose } from './stored-provider.ts'

export { changePerson } from './change-person.ts'
export { joinTeams, personWithAddress } from './people.ts'
export { requireAdministrator } from './provider-endpoints.action.ts'
export { providersOf } from './providers.sql.ts'

/** People come in with the account of their company, by OpenID Connect. */
export const singleSignOn: Slice = {
  endpoints: [...signInEndpoints, ...providerEndpoints],
  sealedColumns: [
    {
      schema: 'control',
      table: 'single_sign_on_provider',
      column: 'client_secret',
      key: ['workspace_id', 'id'],
      purpose: ({ workspace_id = '', id = '' }) => secretPurpose(workspace_id, id),
    },
  ],
}
