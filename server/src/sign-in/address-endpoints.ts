import { z } from 'zod'
import { acceptBody, emailAddress } from '../kernel/accept-body.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { askForAddress, confirmAddress } from './address-change.ts'

const wish = z.strictObject({ email: emailAddress })

export const addressEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/me/address-changes',
    summary:
      'Sends a link to another address that one wants to sign in with; the answer is the same for every address.',
    input: wish,
    status: 202,
    open: true,
    async handle(request) {
      await askForAddress(request, acceptBody(wish, request.body).email)
      return null
    },
  }),
  endpoint({
    method: 'POST',
    path: '/me/address-changes/{token}/confirmation',
    summary: 'Changes the address that one signs in with, by the link that came there by mail.',
    open: true,
    handle: async (request) => ({ email: await confirmAddress(request, request.params.token ?? '') }),
  }),
]
