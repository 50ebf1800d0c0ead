import type { Problem } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'

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

export function problemResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // The rest of the body is not read.
      ...(problem.status === 413 ? { connection: 'close' } : {}),
      ...(problem.requestId ? { 'x-request-id': problem.requestId } : {}),
    },
  })
}
