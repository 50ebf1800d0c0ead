import type { ObjectType } from '@tendero/model'
import type { Context as HonoContext } from 'hono'
import { orMerged } from '../derive/merged-ids.ts'
import type { Caller } from '../kernel/caller.ts'
import { Answer, type ApiRequest, type Endpoint } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { accountOf, takeRequest, takeTurn } from '../kernel/limits.ts'
import { asOnDay } from '../kernel/past-caller.ts'
import { viewing, viewOf } from '../kernel/view-as.ts'
import { addressOf, originOf } from './forwarded.ts'
import { movedTo } from './moved-to.ts'
import { type ApiEnvironment, callerOf, downloaderOf, idempotencyKeyOf, jsonBody, refuseOddTexts } from './request.ts'
import { cookiesOf, keepCookie, keepSession, sessionOf } from './session-cookie.ts'

type Route = HonoContext<ApiEnvironment>

const jsonType = { 'content-type': 'application/json; charset=utf-8' }

/** Has an endpoint answer a request. */
export async function respond(kernel: Kernel, endpoint: Endpoint, c: Route): Promise<Response> {
  const again = () => (endpoint.download ? downloaderOf : callerOf)(kernel, c)
  const caller = endpoint.open ? undefined : await again()
  if (caller) takeRequest(kernel.limits.perAccount, accountOf(caller.actor))
  await refuseViewer(kernel, endpoint, caller, sessionOf(kernel, c))
  const request = await requestOf(kernel, endpoint, c, { caller, again })
  if (endpoint.method !== 'GET') refuseOddTexts({ ...request.query, ...documentOf(request.body) })
  const answer = async () => answered(c, endpoint, await handled(endpoint, request, c))
  const { id } = request.params
  const object = caller && id ? objectOf(endpoint, caller, request.params.collection) : undefined
  if (!caller || !object || !id) return answer()
  const sendOn = endpoint.method === 'GET' ? (into: string) => movedTo(c.req.url, id, into) : undefined
  return orMerged(kernel, { caller, object, id }, answer, sendOn)
}

/** The object of whose records an endpoint's address names one. */
function objectOf({ path }: Endpoint, { model }: Caller, collection = path.split('/')[1]): ObjectType | undefined {
  return [...model.objects.values()].find((object) => object.collection === collection)
}

/** Has it answered, as on the day that `asOf` names. @throws Failure 422 `no_past` where nothing of the past is shown */
async function answerOf(endpoint: Endpoint, request: ApiRequest): Promise<unknown> {
  const day = request.query.asOf
  if (day === undefined || endpoint.past === 'itself') return endpoint.handle(request)
  if (!endpoint.past) throw new Failure(422, 'no_past')
  return asOnDay(request.kernel, request.caller, day, (caller) => endpoint.handle({ ...request, caller }))
}

/** Who looks as somebody else changes nothing, and sees nothing that is theirs alone. @throws Failure 403 `viewing_as` */
async function refuseViewer(
  { database }: Kernel,
  { method, open, whileViewing, personal }: Endpoint,
  caller: Caller | undefined,
  session: string | undefined,
): Promise<void> {
  if (whileViewing || (method === 'GET' && !personal)) return
  if (open ? session && (await viewOf(database, session)) : caller?.viewer) throw viewing()
}

async function handled(endpoint: Endpoint, request: ApiRequest, c: Route): Promise<unknown> {
  if (!endpoint.heavy) return answerOf(endpoint, request)
  const end = await takeTurn(request.kernel.limits, request.caller.actor, c.req.raw.signal)
  return inTurn(c, end, () => answerOf(endpoint, request))
}

interface Asking {
  readonly caller: Caller | undefined
  again(): Promise<Caller>
}

async function requestOf(kernel: Kernel, endpoint: Endpoint, c: Route, { caller, again }: Asking): Promise<ApiRequest> {
  return {
    kernel,
    get caller() {
      if (!caller) throw new Failure(401, 'unauthenticated')
      return caller
    },
    again,
    params: c.req.param(),
    query: c.req.query(),
    body: endpoint.method === 'GET' || endpoint.stream ? undefined : await jsonBody(c),
    idempotencyKey: idempotencyKeyOf(c),
    raw: c.req.raw,
    address: addressOf(kernel, c),
    get origin() {
      return originOf(kernel, c)
    },
    cookies: cookiesOf(kernel, c),
    session: sessionOf(kernel, c),
    setCookie: (value, expires, other) =>
      other ? keepCookie(kernel, c, other, { value, expires }) : keepSession(kernel, c, value, expires),
  }
}

function documentOf(body: unknown): object {
  return typeof body === 'object' && body !== null ? body : {}
}

const bodiless: readonly number[] = [204, 303, 304]

function answered(c: Route, endpoint: Endpoint, answer: unknown): Response {
  if (!(answer instanceof Answer))
    return c.body(JSON.stringify(answer ?? null), (endpoint.status ?? 200) as 200, jsonType)
  if (bodiless.includes(answer.status)) return c.body(null, answer.status as 304, answer.headers)
  return c.body(bodyFor(c.req.method, answer), answer.status as 200, { ...jsonType, ...answer.headers })
}

function bodyFor(method: string, { body }: Answer): string | ReadableStream<Uint8Array> {
  if (typeof body === 'string') return body
  return method === 'HEAD' ? '' : body()
}

/** A turn ends with the answer: with the last piece of one that is streamed, or when nobody wants more of it. */
async function inTurn(c: Route, end: () => void, work: () => Promise<unknown>): Promise<unknown> {
  let streams = false
  try {
    const answer = await work()
    if (!(answer instanceof Answer) || typeof answer.body === 'string' || c.req.method === 'HEAD') return answer
    const { body, headers, status } = answer
    streams = true
    return new Answer(() => endingWith(body(), end), headers, status)
  } finally {
    if (!streams) end()
  }
}

function endingWith(body: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (!done) return controller.enqueue(value)
        end()
        controller.close()
      } catch (error) {
        end()
        throw error
      }
    },
    async cancel(reason) {
      end()
      await reader.cancel(reason)
    },
  })
}
