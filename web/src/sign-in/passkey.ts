import { api } from '../kernel/api.ts'

/** Passkeys are made for a name: browsers refuse them on an address of numbers, and where the page came by an unsafe way. */
export const canUsePasskeys =
  window.isSecureContext && 'PublicKeyCredential' in window && !/^(\[.*\]|[\d.]+)$/.test(window.location.hostname)

/** Has the browser show a passkey, whosever it is. @throws when the person does not want to, or has none */
export async function showPasskey(): Promise<object> {
  const [{ startAuthentication }, optionsJSON] = await Promise.all([
    import('@simplewebauthn/browser'),
    api.passkeyOptions(),
  ])
  return startAuthentication({ optionsJSON })
}

/** Whether somebody closed the browser's own window: there is nothing to tell them. */
export function wasDeclined(error: unknown): boolean {
  return error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name)
}
