import type { Problem } from '@tendero/model/api'
import { ApiError, type RequestOptions, type Transport } from '@tendero/model/client'

let workspace: string | undefined

/** The workspace that every further request is meant for: its slug, as in the address of the page. */
export function enterWorkspace(slug: string): void {
  workspace = slug
}

/** The address of an API path with its query, for links that the browser itself follows (downloads). */
export function apiUrl(path: string, query: RequestOptions['query'] = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, value)
  const text = parameters.toString()
  return `/api/v1${path}${text ? `?${text}` : ''}`
}

function problem(status: number, code: string): Problem {
  return { type: 'about:blank', title: code, status, code }
}

function headersOf({ body, headers = {} }: RequestOptions): Record<string, string> {
  return {
    accept: 'application/json',
    ...(workspace ? { 'tendero-workspace': workspace } : {}),
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
    return await fetch(apiUrl(path, options.query), {
      method,
      headers: headersOf(options),
      body: bodyOf(options.body),
      signal: options.signal instanceof AbortSignal ? options.signal : undefined,
      credentials: 'same-origin',
    })
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
  readonly value: T
  readonly operationId: string | undefined
}

/** As `transport.request`, for writes that offer to be undone. */
export async function perform<T>(method: string, path: string, options: RequestOptions = {}): Promise<Performed<T>> {
  const response = await send(method, path, options)
  if (!response.ok) throw new ApiError(await problemOf(response))
  const text = await response.text()
  return {
    value: text === '' ? undefined : JSON.parse(text),
    operationId: response.headers.get('tendero-operation') ?? undefined,
  }
}

const operations = new WeakMap<object, string>()

/** The operation that an answer of this transport came from: what to undo when a record was written. */
export function operationOf(answer: object): string | undefined {
  return operations.get(answer)
}

function remember(answer: unknown, operationId: string | undefined): void {
  if (operationId && typeof answer === 'object' && answer !== null) operations.set(answer, operationId)
}

/** Requests to our own server: the session's cookie goes along, a problem is thrown as `ApiError`. */
export const transport: Transport = {
  async request<T>(method: string, path: string, options?: RequestOptions) {
    const { value, operationId } = await perform<T>(method, path, options)
    remember(value, operationId)
    return value
  },
}

/**
 * Has the browser save a file of the API, which goes to the disk as it comes. What the server would refuse is thrown as
 * `ApiError` before: asked with HEAD, and where that is refused, with GET for the reason.
 */
export async function saveFile(path: string, query: RequestOptions['query'], name: string): Promise<void> {
  const head = await send('HEAD', path, { query })
  if (!head.ok) {
    const response = await send('GET', path, { query })
    if (!response.ok) throw new ApiError(await problemOf(response))
    await response.body?.cancel()
  }
  const link = document.createElement('a')
  link.href = apiUrl(path, { ...query, workspace })
  link.download = name
  link.click()
}
