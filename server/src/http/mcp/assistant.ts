import type { Problem } from '@tendero/model'
import type { Hono } from 'hono'
import type { Caller } from '../../kernel/caller.ts'
import { Failure } from '../../kernel/failure.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { Origin } from '../../kernel/origin.ts'
import type { AdmittedKey } from '../authentication.ts'
import type { ApiEnvironment } from '../request.ts'

/** Who uses the tools, and the one way by which these reach anything: the API, with that key's rights. */
export interface Assistant {
  readonly kernel: Kernel
  readonly caller: Caller
  readonly key: AdmittedKey
  /** @throws Refusal with the problem that the API answers */
  ask(request: ApiCall, beforeCommit?: Caller['beforeCommit']): Promise<unknown>
}

/** A request to `/api/v1`. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  /** Parameters that are not given are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
  /** Saves all the same what is likely there already. */
  readonly insists?: boolean
}

/** The API refused. */
export class Refusal extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** Asks the API inside this process, as whoever holds the secret of the key, from where they asked. */
export function apiCalls(
  api: Hono<ApiEnvironment>,
  secret: string,
  { address, userAgent }: Pick<Origin, 'address' | 'userAgent'>,
): Assistant['ask'] {
  return async ({ method, path, query = {}, body, insists = false }, beforeCommit) => {
    const send = async (to: string) =>
      api.request(
        to,
        {
          method,
          headers: {
            authorization: `Bearer ${secret}`,
            'content-type': 'application/json',
            ...(insists ? { 'tendero-allow-duplicates': 'true' } : {}),
            ...(userAgent === null ? {} : { 'user-agent': userAgent }),
          },
          body: body === undefined ? undefined : JSON.stringify(body),
        },
        { assistant: { beforeCommit }, peer: address ?? undefined },
      )
    const first = await send(`${path}${queryText(query)}`)
    // What was merged into another is read there.
    const response = first.status === 301 ? await send(first.headers.get('location') ?? '') : first
    const answer: unknown = await response.json()
    if (!response.ok) throw new Refusal(answer as Problem)
    return answer
  }
}

function queryText(query: NonNullable<ApiCall['query']>): string {
  const given = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined)
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

/** The address of an object's records. @throws Failure 404 for an object that this role does not see */
export function collectionOf({ caller }: Pick<Assistant, 'caller'>, name: string): string {
  const object = caller.model.objects.get(name)
  if (!object) throw new Failure(404, 'not_found', { details: { object: name } })
  return object.collection
}
