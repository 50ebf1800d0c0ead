import type { ImportRun, Problem } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { apiUrl } from '../kernel/transport.ts'

export interface Upload {
  readonly file: File
  readonly object: string
  /** Slug of the workspace. */
  readonly workspace: string
  /** Told how much has gone over, 0–1. */
  readonly onProgress: (part: number) => void
}

function problemOf(request: XMLHttpRequest): Problem {
  const blank = { type: 'about:blank', title: 'offline', status: request.status, code: 'offline' }
  try {
    return { ...blank, ...JSON.parse(request.responseText) }
  } catch {
    return request.status === 0 ? blank : { ...blank, code: 'internal' }
  }
}

/** Sends a file as it is; `fetch` would not say how far it is. */
export function uploadFile({ file, object, workspace, onProgress }: Upload): Promise<ImportRun> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl('/imports', { object, name: file.name }))
    request.setRequestHeader('tendero-workspace', workspace)
    request.setRequestHeader('content-type', file.type || 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total)
    request.onerror = () => reject(new ApiError(problemOf(request)))
    request.onload = () => {
      if (request.status >= 300) reject(new ApiError(problemOf(request)))
      else resolve(JSON.parse(request.responseText))
    }
    request.send(file)
  })
}
