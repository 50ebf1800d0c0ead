import { useMutation } from '@tanstack/react-query'
import { failed } from '../../design/notices.tsx'
import { transport } from '../../kernel/transport.ts'
import { refreshCatalogue } from '../data.ts'

export interface Invitee {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly team?: string
}

/** A link by which somebody joins; it is given only now. */
export interface Invited {
  readonly name: string
  readonly email: string
  readonly link: string
  readonly expiresAt: string
}

async function invite(invitee: Invitee): Promise<Invited> {
  const { path, expiresAt } = await transport.request<{ path: string; expiresAt: string }>('POST', '/invitations', {
    body: invitee,
  })
  return { name: invitee.name, email: invitee.email, link: `${window.location.origin}${path}`, expiresAt }
}

/** Makes a person and the link for them; for somebody who is there already, a new link. */
export function useInvite({ quietly = false }: { readonly quietly?: boolean } = {}) {
  return useMutation({
    mutationFn: invite,
    onSuccess: () => refreshCatalogue('user'),
    onError: quietly ? undefined : (error) => failed(error),
  })
}
