import type { Problem } from '@tendero/model/api'
import { ApiError, type RequestOptions } from '@tendero/model/client'
import { apiUrl, ownHeaders, type Performed } from './transport.ts'

export interface Upload {
  readonly file: File
  readonly query?: RequestOptions['query']
  /** Told how much has gone over, 0–1. */
  readonly onProgress?: (part: number) => void
  /** Ends it; the promise is rejected with an `AbortError`. */
  readonly signal?: AbortSignal
}

function problemOf(request: XMLHttpRequest): Problem {
  const blank = { type: 'about:blank', title: 'offline', status: request.status, code: 'offline' }
  try {
    return { ...blank, ...JSON.parse(request.responseText) }
  } catch {
    return request.status === 0 ? blank : { ...blank, code: 'internal' }
  }
}

/**
 * Sends a file as it is to a path of the API; `fetch` would not say how far it is.
 * @throws ApiError
 */
export function upload<T>(path: string, { file, query, onProgress, signal }: Upload): Promise<Performed<T>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl(path, query))
    for (const [name, value] of Object.entries(ownHeaders())) request.setRequestHeader(name, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 0 : loaded / total)
    request.onerror = () => reject(new ApiError(problemOf(request)))
    request.onabort = () => reject(new DOMException('taken back', 'AbortError'))
    request.onload = () => {
      if (request.status >= 300) reject(new ApiError(problemOf(request)))
      else
        resolve({
          value: JSON.parse(request.responseText),
          operationId: request.getResponseHeader('tendero-operation') ?? undefined,
        })
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
