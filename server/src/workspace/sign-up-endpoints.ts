import { languages, sql } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, emailAddress, timeZone } from '../kernel/accept-body.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import { isLoopback } from '../platform/configuration.ts'
import { webOrigin } from '../platform/mail-environment.ts'
import { hashPassword } from '../platform/password.ts'
import { checkCredentials, requireGoodPassword, signInByPassword, visitorOf } from '../sign-in/index.ts'
import { demoState } from './demo-state.ts'
import { foundWorkspace } from './found-workspace.ts'

const founding = z.strictObject({
  name: z.string().trim().min(1).max(100),
  country: z.string().regex(/^[A-Z]{2}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  language: z.enum(languages),
  timeZone: timeZone,
  user: z.strictObject({
    name: z.string().trim().min(1).max(200),
    email: emailAddress,
    password: z.string(),
  }),
})

async function signUpOpen({ kernel }: ApiRequest): Promise<boolean> {
  if (kernel.openSignUp) return true
  const [row] = await kernel.database.control<{ any: boolean }>(
    sql`select exists (select 1 from control.workspace) as any`,
  )
  return !row?.any
}

/** The demo company's progress and people; their passwords only for a browser on this very machine. */
async function demoFor({ kernel, raw }: ApiRequest) {
  const demo = await demoState(kernel)
  if (!demo) return null
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'].some((name) => raw.headers.has(name))
  const local = kernel.listensLocally && !forwarded && isLoopback(new URL(raw.url).hostname.replace(/^\[|\]$/g, ''))
  const accounts = demo.accounts.map(({ password, ...account }) => (local ? { ...account, password } : account))
  return { state: demo.state, progress: demo.progress, accounts }
}

/** The founder's password: a good new one, or that of an address which signs in already. */
async function founderPassword(
  request: ApiRequest,
  founded: z.infer<typeof founding>,
): Promise<{ readonly passwordHash: string; readonly isNew: boolean }> {
  const { kernel } = request
  const { name, user } = founded
  const [known] = await kernel.database.control(
    sql`select 1 from control.identity where email = ${user.email.toLowerCase()}`,
  )
  if (known) await checkCredentials(kernel, visitorOf(request), user)
  else await requireGoodPassword(kernel, user.password, [name, user.name, user.email])
  return { passwordHash: await hashPassword(user.password), isNew: !known }
}

export const signUpEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/setup',
    summary: 'Whether a workspace can be signed up, and how the demo company is coming along.',
    open: true,
    handle: async (request) => ({ signUpOpen: await signUpOpen(request), demo: await demoFor(request) }),
  }),
  endpoint({
    method: 'POST',
    path: '/workspaces',
    summary: 'Signs up a workspace with its first administrator.',
    input: founding,
    open: true,
    async handle(request) {
      if (!(await signUpOpen(request))) throw new Failure(403, 'sign_up_closed')
      const wish = acceptBody(founding, request.body)
      const chosen = await founderPassword(request, wish)
      const { user, ...rest } = wish
      const founded = await foundWorkspace(request.kernel, {
        ...rest,
        // The browser writes this header itself; a Host could be anybody's.
        publicUrl: webOrigin(request.raw.headers.get('origin') ?? ''),
        founder: { name: user.name, email: user.email, ...chosen, choseLanguage: true },
      })
      return signInByPassword(request, founded.identityId, founded.slug)
    },
  }),
]
