import type { SingleSignOnProvider } from '@tendero/model/api'

type Kept = Omit<SingleSignOnProvider, 'id' | 'hasSecret' | 'redirectUri' | 'lastTest'>

/** What the form of a provider holds; without a secret the one that is kept stays. */
export interface ProviderDraft extends Kept {
  readonly clientSecret: string | undefined
}

const fresh: ProviderDraft = {
  name: '',
  issuer: '',
  clientId: '',
  clientSecret: undefined,
  scopes: ['openid', 'profile', 'email'],
  groupsClaim: 'groups',
  domains: [],
  trustsAddresses: false,
  createsPeople: false,
  role: null,
  team: null,
  roleMapping: [],
  teamMapping: [],
  enforced: false,
  active: true,
}

/** What the form begins with. @param domain of the administrator's own address, for a new provider */
export function draftOf(provider: SingleSignOnProvider | undefined, domain: string): ProviderDraft {
  if (!provider) return { ...fresh, domains: [domain] }
  const { id: _, hasSecret: __, redirectUri: ___, lastTest: ____, ...kept } = provider
  return { ...kept, clientSecret: undefined }
}

/** Whether a provider says enough to be kept. */
export function isComplete({ name, issuer, clientId, domains, roleMapping, teamMapping }: ProviderDraft): boolean {
  const typed = [name, issuer, clientId].every((text) => text.trim() !== '')
  const mapped = [...roleMapping, ...teamMapping].every(({ group }) => group.trim() !== '')
  return typed && mapped && domains.length > 0
}
