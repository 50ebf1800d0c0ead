import type { SingleSignOnProvider, SingleSignOnTest } from '@tendero/model'

/** A provider as the control schema keeps it. */
export interface StoredProvider extends Omit<SingleSignOnProvider, 'hasSecret' | 'redirectUri'> {
  readonly workspaceId: string
  readonly slug: string
  readonly workspaceName: string
  /** Sealed; null for a client without one. */
  readonly secret: string | null
  readonly updatedAt: string
  readonly lastTest: SingleSignOnTest | null
}

/** Everything that an administrator may say of a provider. */
export type ProviderSettings = Omit<
  StoredProvider,
  'id' | 'workspaceId' | 'slug' | 'workspaceName' | 'updatedAt' | 'lastTest'
>

/** For what a provider's secret is sealed. */
export function secretPurpose(workspaceId: string, providerId: string): string {
  return `sso.client_secret ${workspaceId} ${providerId}`
}
