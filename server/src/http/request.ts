import { refusedText } from '@tendero/model'
import type { Context as HonoContext } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Caller } from '../kernel/caller.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { authenticate, keyPrefix, type RequestCredentials, sessionCookie, workspaceHeader } from './authentication.ts'

/** What the application keeps beside each request. */
export type ApiEnvironment = {
  Variables: {
    readonly requestId: string
    /** Path pattern for the metrics. */
    route: string
  }
  Bindings: {
    /** Set by the tools of assistants, which ask the API inside this process. */
    readonly assistant?: RequestCredentials['assistant']
  }
}

/** Who asks. @throws Failure 401, also when it is somebody else than the header `Tendero-User` says */
export async function callerOf(
  kernel: Kernel,
  c: HonoContext,
  workspace = c.req.header(workspaceHeader),
): Promise<Caller> {
  const caller = await authenticate(kernel, {
    key: bearerKeyOf(c),
    assistant: c.env?.assistant,
    session: getCookie(c, sessionCookie),
    workspace,
    acceptLanguage: c.req.header('accept-language'),
  })
  // What one person wrote without a network must not be sent in the name of another who signed in meanwhile.
  const meant = c.req.header('tendero-user')
  if (meant !== undefined && meant !== caller.actor.userId) throw new Failure(401, 'unauthenticated')
  return caller
}

/** The API key of `Authorization: Bearer tnd_…`. */
export function bearerKeyOf(c: HonoContext): string | undefined {
  const authorization = c.req.header('authorization')
  return authorization?.startsWith(`Bearer ${keyPrefix}`) ? authorization.slice('Bearer '.length) : undefined
}

/**
 * Who fetches a file by a link, which has no headers: the workspace stands in the query. The header that other sites
 * cannot send is missing then, so a browser that says it comes from one of them is refused.
 * @throws Failure 401, 403 `foreign_origin`
 */
export function downloaderOf(kernel: Kernel, c: HonoContext): Promise<Caller> {
  const workspace = c.req.header(workspaceHeader)
  if (workspace !== undefined) return callerOf(kernel, c, workspace)
  const from = c.req.header('sec-fetch-site') ?? 'none'
  if (from !== 'same-origin' && from !== 'none') throw new Failure(403, 'foreign_origin')
  return callerOf(kernel, c, c.req.query('workspace'))
}

/** What is no UTF-8 is refused: a name in another encoding would be kept as question marks. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

export async function jsonBody(c: HonoContext): Promise<unknown> {
  const bytes = await c.req.arrayBuffer()
  if (bytes.byteLength === 0) return {}
  let body: unknown
  try {
    body = JSON.parse(utf8.decode(bytes))
  } catch {
    throw new Failure(400, 'not_json')
  }
  if (isDeeper(body, deepest)) throw new Failure(400, 'too_deep', { details: { deepest } })
  return body
}

/**
 * Texts that the database cannot keep, anywhere in what was sent to an endpoint of our own; records say it by field.
 * @throws Failure 422
 */
export function refuseOddTexts(sent: unknown, place = ''): void {
  if (typeof sent === 'string') {
    const refused = refusedText(sent)
    if (refused) throw invalid({ [place]: { code: refused.code } })
  } else if (typeof sent === 'object' && sent !== null)
    for (const [name, value] of Object.entries(sent)) {
      refuseOddTexts(name, place)
      refuseOddTexts(value, place ? `${place}.${name}` : name)
    }
}

/** Levels of lists and documents in a body; nothing of ours comes near, and recursion has an end. */
const deepest = 50

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1))
}

/** How many are asked for. @throws Failure 422 for what is no small number */
export function pageLimit(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d{1,4}$/.test(text)) throw new Failure(422, 'invalid_limit')
  return text === undefined ? undefined : Number(text)
}

export function idempotencyKeyOf(c: HonoContext): string | undefined {
  const key = c.req.header('idempotency-key')
  if (key !== undefined && (key.length < 8 || key.length > 200)) throw new Failure(422, 'invalid_idempotency_key')
  return key
}

/** Seconds for which a device may keep what was written without a network; what waited longer counts as this old. */
const longestWait = 90 * 86_400

/** Seconds that a creation waited on its device, by that device's clock alone, which may have begun in 1970. @throws Failure 422 for what is no number */
export function waitedOf(c: HonoContext): number {
  const waited = c.req.header('tendero-waited') ?? '0'
  if (!/^\d{1,15}$/.test(waited)) throw invalid({ 'Tendero-Waited': { code: 'not_a_number' } })
  return Math.min(Number(waited), longestWait)
}
