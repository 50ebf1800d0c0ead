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
  /** Is much work: an account has a few of these at once, and its others wait for their turn. */
  readonly heavy?: boolean
  /** Does it change nothing although its method says so? Then it is there too for who looks as somebody else. */
  readonly whileViewing?: boolean
  /** What concerns one person alone: not for who looks as them. */
  readonly personal?: boolean
  /**
   * Reads records alone, so that `asOf` in its query has it answer as it would have when that day had ended; or knows
   * the past by itself.
   */
  readonly past?: boolean | 'itself'
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
  /** Where the request came from, behind proxies that the operator trusts too. */
  readonly address: string
  /** Where the program is reached from outside, as the request came: `https://crm.example.com`. */
  readonly origin: string
  /** The session's stands under its plain name, whatever the browser calls it. */
  readonly cookies: Readonly<Record<string, string | undefined>>
  /** The token of the session that it came with. */
  readonly session: string | undefined
  /** The session's cookie, or another that goes only to addresses under a path; an empty value removes it. */
  setCookie(value: string, expires: Date, other?: OtherCookie): void
}

/** A cookie that is not the session's. */
export interface OtherCookie {
  readonly name: string
  readonly path: string
}

type AnswerStatus = 200 | 201 | 204 | 206 | 303 | 304

/**
 * An answer that is JSON text already, or a response of the endpoint's own. A body that is a function is made when it is
 * wanted: HEAD asks without.
 */
export class Answer {
  readonly body: string | (() => ReadableStream<Uint8Array>)
  readonly headers: Readonly<Record<string, string>>
  readonly status: AnswerStatus
  constructor(
    body: string | (() => ReadableStream<Uint8Array>),
    headers: Readonly<Record<string, string>> = {},
    status: AnswerStatus = 200,
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
