import type { z } from 'zod'
import type { Caller } from './caller.ts'
import type { Kernel } from './kernel.ts'

/** An address of the API that is not derived from an object: actions, reports, sign-in. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Under /api/v1, parameters in braces: `/leads/{id}/conversion`. */
  readonly path: string
  /** One sentence for the OpenAPI document. */
  readonly summary: string
  /** Schema of the body, for the document; the action checks it. */
  readonly input?: z.ZodType
  /** Schema of the answer, for the document. */
  readonly output?: z.ZodType
  /** Status of a good answer, 200 unless said. */
  readonly status?: number
  /** Answers without anybody being signed in. */
  readonly open?: boolean
  /** The body is not JSON: the handler reads the stream. */
  readonly stream?: boolean
  /** A file that a browser fetches by itself: as a link has no headers, the query may name the `workspace`. */
  readonly download?: boolean
  handle(request: ApiRequest): Promise<unknown>
}

export interface ApiRequest {
  readonly kernel: Kernel
  /** Throws 401 on an open endpoint when nobody is signed in. */
  readonly caller: Caller
  /** Who asks, found once more: for what goes on for long. Throws when they may no longer. */
  again(): Promise<Caller>
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | undefined>>
  readonly body: unknown
  readonly idempotencyKey: string | undefined
  readonly raw: Request
  readonly cookies: Readonly<Record<string, string | undefined>>
  setCookie(value: string, expires: Date): void
}

/**
 * An answer that is JSON text already, or a response of the endpoint's own. A body that is a function is made when it is
 * wanted: HEAD asks without.
 */
export class Answer {
  readonly body: string | (() => ReadableStream<Uint8Array>)
  readonly headers: Readonly<Record<string, string>>
  readonly status: 200 | 201 | 206 | 304
  constructor(
    body: string | (() => ReadableStream<Uint8Array>),
    headers: Readonly<Record<string, string>> = {},
    status: 200 | 201 | 206 | 304 = 200,
  ) {
    this.body = body
    this.headers = headers
    this.status = status
  }
}

/** Types the handler's parts; nothing happens here. */
export function endpoint(definition: Endpoint): Endpoint {
  return definition
}
