import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser'
import { queryOptions, useMutation } from '@tanstack/react-query'
import type { FactorAdded, SignInSettings } from '@tendero/model/api'
import { failed, notice } from '../../design/notices.tsx'
import { queryClient } from '../../kernel/queries.ts'
import { transport } from '../../kernel/transport.ts'

export const signInSettingsQuery = queryOptions({
  queryKey: ['sign-in-settings'],
  queryFn: () => transport.request<SignInSettings>('GET', '/me/sign-in'),
  staleTime: 0,
})

/** What is shown of how one signs in is read again. */
export function refreshSecurity(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: signInSettingsQuery.queryKey })
}

/** What an app that makes codes is told. */
export interface TotpSetup {
  readonly secret: string
  readonly uri: string
}

export const security = {
  changePassword: (body: { currentPassword: string; password: string }) =>
    transport.request<void>('PUT', '/me/password', { body }),
  askForAddress: (email: string) => transport.request<void>('POST', '/me/address-changes', { body: { email } }),
  beginTotp: () => transport.request<TotpSetup>('POST', '/me/totp', { body: {} }),
  confirmTotp: (code: string) => transport.request<FactorAdded>('POST', '/me/totp/confirmation', { body: { code } }),
  removeTotp: () => transport.request<void>('DELETE', '/me/totp'),
  renewRecoveryCodes: () => transport.request<FactorAdded>('POST', '/me/recovery-codes', { body: {} }),
  async addPasskey(name: string): Promise<FactorAdded> {
    const { startRegistration } = await import('@simplewebauthn/browser')
    const path = '/me/passkeys/options'
    const optionsJSON = await transport.request<PublicKeyCredentialCreationOptionsJSON>('POST', path, { body: {} })
    const passkey = await startRegistration({ optionsJSON })
    return transport.request<FactorAdded>('POST', '/me/passkeys', { body: { name, passkey } })
  },
  renamePasskey: (id: string, name: string) =>
    transport.request<void>('PATCH', `/me/passkeys/${id}`, { body: { name } }),
  removePasskey: (id: string) => transport.request<void>('DELETE', `/me/passkeys/${id}`),
  endSession: (id: string) => transport.request<void>('DELETE', `/me/sessions/${id}`),
  endOtherSessions: () => transport.request<void>('DELETE', '/me/sessions'),
} as const

/** Does something to how one signs in, says so, and shows what it is then. */
export function useSecurity<Input>(act: (input: Input) => Promise<unknown>, said: string, onDone?: () => void) {
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      notice(said)
      onDone?.()
      await refreshSecurity()
    },
    onError: onDone ? undefined : (error) => failed(error),
  })
}
