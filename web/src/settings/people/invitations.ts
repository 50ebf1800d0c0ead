import { queryOptions, useMutation } from '@tanstack/react-query'
import type { OpenInvitation } from '@tendero/model/api'
import type { Language } from '@tendero/model/translated'
import { failed, notice } from '../../design/notices.tsx'
import { queryClient } from '../../kernel/queries.ts'
import { transport } from '../../kernel/transport.ts'
import { refreshCatalogue } from '../data.ts'

export interface Invitee {
  readonly name: string
  readonly email: string
  readonly role: string
  readonly team?: string
  readonly language?: Language
  /** Whether the link also goes by mail. */
  readonly mail?: boolean
}

/** A link by which somebody joins; it is given only now. */
export interface Invited {
  readonly name: string
  readonly email: string
  readonly link: string
  readonly expiresAt: string
  readonly mailed: boolean
}

async function invite(invitee: Invitee): Promise<Invited> {
  const { path, expiresAt } = await transport.request<{ path: string; expiresAt: string }>('POST', '/invitations', {
    body: invitee,
  })
  const { name, email, mail = false } = invitee
  return { name, email, link: `${window.location.origin}${path}`, expiresAt, mailed: mail }
}

export const openInvitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: () => transport.request<{ readonly items: readonly OpenInvitation[] }>('GET', '/invitations'),
})

function refreshInvitations(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: openInvitationsQuery.queryKey })
}

/** Sends an invitation again, with a new link. */
export function useResend(said: string) {
  return useMutation({
    mutationFn: (id: string) => transport.request<void>('POST', `/invitations/${id}/mail`, { body: {} }),
    onSuccess: () => {
      notice(said)
      return refreshInvitations()
    },
    onError: (error) => failed(error),
  })
}

/** Makes the link of an invitation worth nothing. */
export function useRevokeInvitation() {
  return useMutation({
    mutationFn: (id: string) => transport.request<void>('DELETE', `/invitations/${id}`),
    onSuccess: refreshInvitations,
  })
}

/** Takes away the second factors of somebody who has lost them. */
export function useTakeAwayFactors() {
  return useMutation({
    mutationFn: (user: string) => transport.request<void>('DELETE', `/users/${user}/second-factors`),
  })
}

/** Makes a person and the link for them; for somebody who is there already, a new link. */
export function useInvite({ quietly = false }: { readonly quietly?: boolean } = {}) {
  return useMutation({
    mutationFn: invite,
    onSuccess: () => Promise.all([refreshCatalogue('user'), refreshInvitations()]),
    onError: quietly ? undefined : (error) => failed(error),
  })
}
