import { createHash } from 'node:crypto'
import { Failure } from '../kernel/failure.ts'
import type { Resource } from './attribute.ts'

/** An answer to a directory. */
export interface ScimAnswer {
  readonly status: number
  readonly body?: Resource
  readonly headers?: Readonly<Record<string, string>>
}

/** What RFC 7644 §3.12 calls our failures; others have only their status. */
const scimTypes: Readonly<Record<string, string>> = {
  invalid_filter: 'invalidFilter',
  invalid_syntax: 'invalidSyntax',
  invalid_path: 'invalidPath',
  invalid_value: 'invalidValue',
  invalid_input: 'invalidValue',
  no_target: 'noTarget',
  uniqueness: 'uniqueness',
  unique_violation: 'uniqueness',
  not_json: 'invalidSyntax',
  too_deep: 'invalidSyntax',
}

/** A failure as a directory reads it. @throws what is no failure: a bug */
export function errorAnswer(error: unknown): ScimAnswer {
  if (!(error instanceof Failure)) throw error
  const status = error.status === 422 ? 400 : error.status
  const scimType = scimTypes[error.code]
  const about = [error.details?.attribute, ...Object.keys(error.fields ?? {})].filter(Boolean).join(', ')
  const words = error.code.replaceAll('_', ' ')
  return {
    status,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      ...(scimType ? { scimType } : {}),
      detail: about ? `${words}: ${about}` : words,
    },
    headers: status === 401 ? { 'www-authenticate': 'Bearer realm="SCIM"' } : {},
  }
}

/** A resource with the tag of its content, which changes whenever it does. */
export function tagged(resource: Resource): { readonly resource: Resource; readonly tag: string } {
  const tag = `W/"${createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 22)}"`
  const { meta } = resource
  return { resource: { ...resource, meta: { ...Object(meta), version: tag } }, tag }
}

/** @throws Failure 412 `stale_version` when the directory believes it to be another */
export function requireTag(resource: Resource, wanted: string | undefined): void {
  if (wanted === undefined || wanted === '*') return
  const { tag } = tagged(resource)
  if (!wanted.split(',').some((one) => one.trim() === tag)) throw new Failure(412, 'stale_version')
}
