import type { PossibleDuplicate, Problem } from '@tendero/model/api'
import { ApiError, type RequestOptions, type Transport } from '@tendero/model/client'
import { noteAge } from './answer-age.ts'
import { spokenLanguage } from './language.ts'
import { asOnDay, hasPast, pastDay } from './past-day.ts'
import { forgetOne, forgetSeen, lastSeen, reached, reading } from './seen.ts'

let workspace: string | undefined

/** The workspace that every further request is meant for: its slug, as in the address of the page. */
export function enterWorkspace(slug: string): void {
  workspace = slug
}

/** The address of an API path with its query, for links that the browser itself follows (downloads). */
export function apiUrl(path: string, query: RequestOptions['query'] = {}): string {
  return `/api/v1${withQuery(path, query)}`
}

function withQuery(path: string, query: RequestOptions['query'] = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, value)
  const text = parameters.toString()
  return `${path}${text ? `?${text}` : ''}`
}

function problem(status: number, code: string): Problem {
  return { type: 'about:blank', title: code, status, code }
}

/** An address of the API that the browser itself follows, without headers of ours: links, images, sound and video. */
export function linkUrl(path: string, query: RequestOptions['query'] = {}): string {
  return apiUrl(path, { ...query, workspace })
}

/** What every request of ours says. */
export function ownHeaders(): Record<string, string> {
  const language = spokenLanguage()
  return {
    accept: 'application/json',
    // What was chosen here, for who has chosen nothing for good.
    ...(language ? { 'accept-language': language } : {}),
    ...(workspace ? { 'tendero-workspace': workspace } : {}),
  }
}

function headersOf({ body, headers = {} }: RequestOptions): Record<string, string> {
  return {
    ...ownHeaders(),
    ...(body === undefined || body instanceof Blob ? {} : { 'content-type': 'application/json' }),
    ...headers,
  }
}

function bodyOf(body: unknown): BodyInit | undefined {
  if (body === undefined) return undefined
  return body instanceof Blob ? body : JSON.stringify(body)
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  try {
    const response = await fetch(apiUrl(path, options.query), {
      method,
      headers: headersOf(options),
      body: bodyOf(options.body),
      signal: options.signal instanceof AbortSignal ? options.signal : undefined,
      credentials: 'same-origin',
    })
    reached.set(true)
    return response
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    reached.set(false)
    throw new ApiError(problem(0, 'offline'))
  }
}

/** The text of a good answer, also when it breaks off on the way. @throws ApiError */
async function textOf(response: Response): Promise<string> {
  if (!response.ok) throw new ApiError(await problemOf(response))
  try {
    return await response.text()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(problem(0, 'offline'))
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type') ?? ''
  const known: Problem | undefined = type.includes('json') ? await response.json().catch(() => undefined) : undefined
  const requestId = known?.requestId ?? response.headers.get('x-request-id') ?? undefined
  return { ...problem(response.status, response.status >= 500 ? 'internal' : 'unknown'), ...known, requestId }
}

/** What a write gave, and the operation by which it can be taken back. */
export interface Performed<T> {
  /** Null when the answer was empty. */
  readonly value: T
  readonly operationId: string | undefined
}

/** Asks the person to show again who they are; whether they did. Set by the dialog that does it. */
export const reauthentication = { ask: async (): Promise<boolean> => false }

/** Asks whether a record is to be saved although it is likely there already. Set by the dialog that does it. */
export const duplicateSaving = { ask: async (_held: HeldSave): Promise<boolean> => false }

/** What is likely there already, and what is being saved. */
export interface HeldSave extends PossibleDuplicate {
  readonly title?: string | undefined
}

/** What a record that is being saved will be called, as far as its body says. */
function titleIn(body: unknown): string | undefined {
  const { name, firstName, lastName } = { ...(body as Readonly<Record<string, unknown>>) }
  const said = [name, ...(name ? [] : [firstName, lastName])].filter((word) => typeof word === 'string' && word !== '')
  return said.join(' ') || undefined
}

/** Writes; what changes how somebody signs in is written once they have shown again who they are; what is likely there already, once they insist. */
async function written(method: string, path: string, options: RequestOptions): Promise<Response> {
  // Nothing is written in the past; screens offer it nowhere, quick keys might.
  if (pastDay.get() !== undefined && hasPast(path)) throw new ApiError(problem(422, 'no_past'))
  const response = await send(method, path, options)
  if (response.status !== 403 && response.status !== 409) return response
  const { code, details } = await problemOf(response.clone())
  if (code === 'possible_duplicate') {
    const { candidates } = { candidates: [], ...details } as PossibleDuplicate
    const insists = { ...options.headers, 'tendero-allow-duplicates': 'true' }
    return (await duplicateSaving.ask({ candidates, title: titleIn(options.body) }))
      ? send(method, path, { ...options, headers: insists })
      : response
  }
  const again = code === 'reauthentication_required' && (await reauthentication.ask())
  return again ? send(method, path, options) : response
}

/** As `transport.request`, for writes that offer to be undone. */
export async function perform<T>(method: string, path: string, options: RequestOptions = {}): Promise<Performed<T>> {
  const response = await written(method, path, options)
  const text = await textOf(response)
  const operationId = response.headers.get('tendero-operation') ?? undefined
  if (operationId) rememberOwn(operationId)
  return { value: parsed<T>(text), operationId }
}

function parsed<T>(text: string): T {
  return JSON.parse(text === '' ? 'null' : text)
}

/**
 * Opens an answer that goes on: server-sent events.
 * @throws ApiError
 */
export async function openStream(
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array>> {
  const response = await send('POST', path, { body, signal })
  if (!response.ok || !response.body) throw new ApiError(await problemOf(response))
  return response.body
}

const mostRemembered = 200
const own = new Set<string>()

/** Was an operation done from this window? What it changed is shown already. */
export function isOwnOperation(operationId: string): boolean {
  return own.has(operationId)
}

function rememberOwn(operationId: string): void {
  own.add(operationId)
  const [oldest] = own
  if (own.size > mostRemembered && oldest !== undefined) own.delete(oldest)
}

const operations = new WeakMap<object, string>()

/** The operation that an answer of this transport came from: what to undo when a record was written. */
export function operationOf(answer: object): string | undefined {
  return operations.get(answer)
}

function remember(answer: unknown, operationId: string | undefined): void {
  if (operationId && typeof answer === 'object' && answer !== null) operations.set(answer, operationId)
}

/** Reads over the network; without one, what was read last. */
async function read<T>(path: string, given: RequestOptions = {}): Promise<T> {
  const options = { ...given, query: asOnDay(path, given.query) }
  const place = { workspace, path: withQuery(path, options.query) }
  const keep = reading(place)
  try {
    const text = await textOf(await send('GET', path, options))
    const value = parsed<T>(text)
    void keep(text)
    return value
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) await forgetSeen()
    if (error.status === 403 || error.status === 404) await forgetOne(place)
    const seen = error.status === 0 ? await lastSeen(place) : undefined
    if (!seen) throw error
    const value = parsed<T>(seen.text)
    noteAge(value, seen.at)
    return value
  }
}

/**
 * Requests to our own server: the session's cookie goes along, a problem is thrown as `ApiError`. What was read before
 * can be read again without a network.
 */
export const transport: Transport = {
  async request<T>(method: string, path: string, options?: RequestOptions) {
    if (method === 'GET') return read<T>(path, options)
    const { value, operationId } = await perform<T>(method, path, options)
    remember(value, operationId)
    return value
  },
}

/**
 * Has the browser itself fetch a file of the API: it goes to the disk while it is made, however large. Asked before
 * without the file, the server says whether it would refuse.
 * @throws ApiError
 */
export async function download(path: string, asked: RequestOptions['query'] = {}): Promise<void> {
  const query = asOnDay(path, asked)
  if (!(await send('HEAD', path, { query })).ok) {
    const refused = await send('GET', path, { query })
    if (!refused.ok) throw new ApiError(await problemOf(refused))
    await refused.body?.cancel()
  }
  const link = document.createElement('a')
  link.href = linkUrl(path, query)
  link.download = ''
  link.click()
}
