import { Hono, type Context as HonoContext } from 'hono'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { answerScim, errorAnswer, type ScimAnswer } from '../scim/index.ts'
import { limitBody } from './api.ts'
import { originOf } from './forwarded.ts'
import { refuseTooMany } from './refuse-too-many.ts'
import { type ApiEnvironment, jsonBody } from './request.ts'

const largestBody = 2 * 1024 * 1024
const mediaType = 'application/scim+json'

/** `/api/scim/v2`: what directories tell of a company's people. */
export function createScim(kernel: Kernel): Hono<ApiEnvironment> {
  const scim = new Hono<ApiEnvironment>()
  scim.onError((error, c) => {
    if (error instanceof Failure) return responseOf(c, errorAnswer(error))
    kernel.log.error({ err: error, requestId: c.get('requestId') }, 'a request of a directory failed')
    return responseOf(c, errorAnswer(new Failure(500, 'internal')))
  })
  scim.all('/*', limitBody(largestBody), async (c) => {
    c.set('route', '/scim/v2')
    refuseTooMany(kernel, c)
    const base = `${kernel.mail.publicUrl ?? originOf(kernel, c)}/api/scim/v2`
    const answer = await answerScim(kernel, {
      method: c.req.method,
      path: c.req.path.replace(/^\/api\/scim\/v2/, ''),
      query: c.req.query(),
      body: () => jsonBody(c),
      authorization: c.req.header('authorization'),
      ifMatch: c.req.header('if-match'),
      ifNoneMatch: c.req.header('if-none-match'),
      base,
    })
    return responseOf(c, answer)
  })
  return scim
}

function responseOf(c: HonoContext<ApiEnvironment>, { status, body, headers = {} }: ScimAnswer): Response {
  if (!body) return c.body(null, status as 204, headers)
  return c.body(JSON.stringify(body), status as 200, {
    'content-type': mediaType,
    'cache-control': 'no-store',
    ...headers,
  })
}
