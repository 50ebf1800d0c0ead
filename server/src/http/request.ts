import { refusedText } from '@tendero/model'
import type { Context as HonoContext } from 'hono'
import type { Caller } from '../kernel/caller.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { authenticate, keyPrefix, type RequestCredentials, workspaceHeader } from './authentication.ts'
import { addressOf } from './forwarded.ts'
import { sessionOf } from './session-cookie.ts'

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
    /** The address at the other end of the connection. */
    readonly peer?: string
  }
}

/** Who asks. @throws Failure 401, also when it is somebody else than the header `Tendero-User` says */
export async function callerOf(
  kernel: Kernel,
  c: HonoContext<ApiEnvironment>,
  workspace = c.req.header(workspaceHeader),
): Promise<Caller> {
  const caller = await authenticate(kernel, {
    key: bearerKeyOf(c),
    assistant: c.env?.assistant,
    session: sessionOf(kernel, c),
    workspace,
    address: addressOf(kernel, c),
    userAgent: c.req.header('user-agent') ?? null,
    acceptLanguage: c.req.header('accept-language'),
  })
  // What one person wrote without a network must not be sent in the name of another who signed in meanwhile.
  const meant = c.req.header('tendero-user')
  if (meant !== undefined && meant !== (caller.viewer ?? caller.actor).userId) throw new Failure(401, 'unauthenticated')
  return c.req.header('tendero-allow-duplicates') === 'true'
    ? { ...caller, actor: { ...caller.actor, insists: true } }
    : caller
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
export function downloaderOf(kernel: Kernel, c: HonoContext<ApiEnvironment>): Promise<Caller> {
  const workspace = c.req.header(workspaceHeader)
  if (workspace !== undefined) return callerOf(kernel, c, workspace)
  const from = c.req.header('sec-fetch-site') ?? 'none'
  if (from !== 'same-origin' && from !== 'none') throw new Failure(403, 'foreign_origin')
  return callerOf(kernel, c, c.req.query('workspace'))
}

/** What is no UTF-8 is refused: a name in another encoding would be kept as question marks. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** What a form of another site cannot send without asking first. */
const jsonType = /^application\/(?:[\w.-]+\+)?json\b/i

/**
 * The JSON of a body; an empty one is an empty document.
 * @throws Failure 400, and 415 `not_json_type` for another type with a session, which goes along by itself
 */
export async function jsonBody(c: HonoContext): Promise<unknown> {
  const bytes = await c.req.arrayBuffer()
  if (bytes.byteLength === 0) return {}
  if (!c.req.header('authorization') && !jsonType.test(c.req.header('content-type') ?? ''))
    throw new Failure(415, 'not_json_type')
  let body: unknown
  try {
    body = JSON.parse(utf8.decode(bytes))
  } catch {
    throw new Failure(400, 'not_json')
  }
  if (isDeeper(body, deepest)) throw new Failure(400, 'too_deep', { details: { deepest } })
  if (countedNames(body, mostNames) > mostNames)
    throw new Failure(400, 'too_many_names', { details: { most: mostNames } })
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

/** Names in one document; an object has some hundreds of fields at most, and each that is unknown is told by its name. */
const mostNames = 2_000

/** The names of the document in a body that has the most of them; no further than there are too many. */
function countedNames(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 0
  const parts = Object.values(value)
  let found = Array.isArray(value) ? 0 : parts.length
  for (const part of parts) {
    if (found > most) return found
    found = Math.max(found, countedNames(part, most))
  }
  return found
}

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
