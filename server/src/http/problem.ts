import type { Problem } from '@tendero/model'
import type { Context as HonoContext } from 'hono'
import type { Logger } from 'pino'
import { Failure } from '../kernel/failure.ts'
import type { ApiEnvironment } from './request.ts'

/** RFC 9457 problem details of whatever was thrown; a bug says nothing of itself. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof Failure)
    return {
      type: `urn:tendero:problem:${error.code}`,
      title: error.code.replaceAll('_', ' '),
      status: error.status,
      code: error.code,
      requestId,
      ...(error.fields ? { fields: error.fields } : {}),
      ...(error.details ? { details: error.details } : {}),
    }
  return { type: 'urn:tendero:problem:internal', title: 'internal error', status: 500, code: 'internal', requestId }
}

/** The answer to a request that failed. */
export function problemResponse(c: HonoContext<ApiEnvironment>, error: unknown, log: Logger): Response {
  const problem = problemOf(error, c.get('requestId'))
  if (problem.status >= 500) log.error({ err: error, requestId: problem.requestId }, 'request failed')
  return c.body(JSON.stringify(problem), problem.status as 500, {
    'content-type': 'application/problem+json',
    // The rest of the body is not read.
    ...(problem.status === 413 ? { connection: 'close' } : {}),
    ...(problem.status === 429 ? waitHeaders(problem.details) : {}),
  })
}

/** When to come again (RFC 9110), and what the limit is, as the RateLimit header fields for HTTP say it. */
function waitHeaders({ seconds, perMinute }: Problem['details'] = {}): Readonly<Record<string, string>> {
  if (typeof seconds !== 'number') return {}
  if (typeof perMinute !== 'number') return { 'retry-after': String(seconds) }
  return {
    'retry-after': String(seconds),
    'ratelimit-policy': `"minute";q=${perMinute};w=60`,
    ratelimit: `"minute";r=0;t=${seconds}`,
  }
}
