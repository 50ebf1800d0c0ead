import { refusedText } from '@tendero/model'
import type { Context as HonoContext } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Caller } from '../kernel/caller.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { authenticate, keyPrefix, sessionCookie, workspaceHeader } from './authentication.ts'

/** What the application keeps beside each request. */
export type ApiEnvironment = {
  Variables: {
    readonly requestId: string
    /** Path pattern for the metrics. */
    route: string
  }
}

/** Who asks. @throws Failure 401 */
export function callerOf(kernel: Kernel, c: HonoContext, download = false): Promise<Caller> {
  const authorization = c.req.header('authorization')
  const key = authorization?.startsWith(`Bearer ${keyPrefix}`) ? authorization.slice('Bearer '.length) : undefined
  const workspace = c.req.header(workspaceHeader) || (download ? workspaceOfLink(c) : undefined)
  return authenticate(kernel, { key, session: getCookie(c, sessionCookie), workspace })
}

/** @throws Failure 403 for a link of another site */
function workspaceOfLink(c: HonoContext): string | undefined {
  const site = c.req.header('sec-fetch-site') ?? 'same-origin'
  if (site !== 'same-origin' && site !== 'none') throw new Failure(403, 'foreign_origin')
  return c.req.query('workspace')
}

export async function jsonBody(c: HonoContext): Promise<unknown> {
  const text = await c.req.text()
  if (text === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
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
