import { type AuditCategory, auditCategories } from '@tendero/model'
import { z } from 'zod'
import { Failure } from '../kernel/failure.ts'

const word = z.string().min(1).max(60)

const query = z.object({
  who: z.uuid().optional(),
  category: z.enum(auditCategories).optional(),
  object: word.optional(),
  record: z.uuid().optional(),
  through: word.optional(),
  address: word.optional(),
  /** Instants: from this one on, and before this one. */
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** What somebody looks for in the log. */
export interface AuditFilter {
  readonly who?: string
  readonly category?: AuditCategory
  readonly object?: string
  readonly record?: string
  readonly through?: string
  readonly address?: string
  readonly from?: string
  readonly until?: string
}

export interface AuditQuery extends AuditFilter {
  /** The last that was shown. */
  readonly cursor?: string
  readonly limit: number
}

/** @throws Failure 422 `invalid_query` with the parameter */
export function auditQuery(parameters: Readonly<Record<string, string | undefined>>): AuditQuery {
  const given = Object.entries(parameters).filter(([, value]) => value !== '')
  const read = query.safeParse(Object.fromEntries(given))
  if (read.success) return read.data
  throw new Failure(422, 'invalid_query', { details: { parameter: String(read.error.issues[0]?.path[0]) } })
}

/** What an operation has touched whose category this is. */
export const rightsObjects = ['role', 'user', 'team', 'team_member', 'share'] as const
