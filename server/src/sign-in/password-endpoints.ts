import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { countUse } from './attempts.ts'
import { changePassword } from './change-password.ts'
import { completeReset, findReset, sendResetLink } from './password-reset.ts'
import { assessPassword } from './password-rules.ts'
import { visitorOf } from './visitor.ts'

const passwordChange = z.strictObject({ currentPassword: z.string().max(1_000), password: z.string() })
const resetWish = z.strictObject({ email: z.string().max(254) })
const newPassword = z.strictObject({ password: z.string() })
const typed = z.strictObject({
  password: z.string().max(1_000),
  about: z.array(z.string().max(254)).max(5).default([]),
})

export const passwordEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'PUT',
    path: '/me/password',
    summary: "Changes one's own password, and ends one's other sessions.",
    input: passwordChange,
    open: true,
    async handle(request) {
      await changePassword(request, acceptBody(passwordChange, request.body))
      return null
    },
  }),
  endpoint({
    method: 'POST',
    path: '/password-assessments',
    summary: 'Tells how hard a password is to guess, while it is typed; nothing of it is kept.',
    input: typed,
    open: true,
    async handle({ kernel, body, address }) {
      const { password, about } = acceptBody(typed, body)
      await countUse(kernel, 'password_strength', address)
      return assessPassword(password, about)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/password-resets',
    summary:
      'Sends a link to a new password to an address, or a code from each company that it works for; the answer is the same whether it is known or not.',
    input: resetWish,
    open: true,
    async handle(request) {
      const { kernel, body, address, raw } = request
      const { email } = acceptBody(resetWish, body)
      await countUse(kernel, 'password_reset', address)
      const slug = raw.headers.get('tendero-workspace') ?? undefined
      sendResetLink(kernel, { email, slug, visitor: visitorOf(request) })
      return null
    },
  }),
  endpoint({
    method: 'GET',
    path: '/password-resets/{token}',
    summary: 'Whose password a link changes, or codes with points between them.',
    open: true,
    async handle({ kernel, params, address }) {
      await countUse(kernel, 'password_reset', address)
      const { email } = await findReset(kernel, params.token ?? '')
      return { email }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/password-resets/{token}/completion',
    summary: 'Sets a new password by a link or codes that came by mail, and signs in with it.',
    input: newPassword,
    open: true,
    async handle(request) {
      await countUse(request.kernel, 'password_reset', request.address)
      return completeReset(request, request.params.token ?? '', acceptBody(newPassword, request.body).password)
    },
  }),
]
