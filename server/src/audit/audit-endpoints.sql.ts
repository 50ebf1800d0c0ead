import { type AuditItem, type AuditSealState, isId, raw, sql } from '@tendero/model'
import { notedRows } from '../exporting/index.ts'
import { mayAct } from '../kernel/actor.ts'
import { bodyStream } from '../kernel/body-stream.ts'
import type { Caller } from '../kernel/caller.ts'
import { contentDisposition } from '../kernel/content-disposition.ts'
import { Answer, type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { forbidden, notFound } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Reading, readingFor } from '../kernel/read-records.ts'
import { auditChanges } from './audit-changes.sql.ts'
import { auditFile, auditFileName } from './audit-export.ts'
import { auditPage } from './audit-log.sql.ts'
import { type AuditQuery, auditQuery } from './audit-query.ts'

const filters = '`who`, `category`, `object`, `record`, `through`, `address`, `from`, `until`'

export const auditEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/audit-log',
    summary: `Who did what, when, from where and through what, the newest first; by ${filters}. A page may be empty and go on.`,
    handle: (request) => reading(request, (reader) => auditPage(reader, auditQuery(request.query))),
  }),
  endpoint({
    method: 'GET',
    path: '/audit-log/seal',
    summary: 'How far the log is sealed: the newest seal, to be written down elsewhere, and what waits for the next.',
    handle: (request) => reading(request, sealState),
  }),
  endpoint({
    method: 'GET',
    path: '/audit-log/file',
    summary: `The log as a file, \`format\` csv or jsonl; by ${filters}. Noted in the log itself.`,
    download: true,
    handle: exported,
  }),
  endpoint({
    method: 'GET',
    path: '/audit-log/changes/{id}',
    summary: 'What an operation changed, record by record, with the values before and after.',
    handle: (request) => {
      const { id } = request.params
      if (!isId(id)) throw notFound()
      return reading(request, (reader) => auditChanges(reader, id))
    },
  }),
]

/** @throws Failure 403 without the right `audit` */
function requireAudit({ actor }: Caller): void {
  if (!mayAct(actor, 'audit')) throw forbidden({ action: 'audit' })
}

async function reading<T>({ kernel, caller }: ApiRequest, read: (reading: Reading) => Promise<T>): Promise<T> {
  requireAudit(caller)
  return kernel.database.read(caller.actor.workspaceId, (tx) => read(readingFor(kernel, caller, tx)))
}

const mostCounted = 1_000

async function sealState({ tx, actor }: Reading): Promise<AuditSealState> {
  const { workspaceId } = actor
  const most = raw(String(mostCounted))
  const [[newest], [waiting]] = await Promise.all([
    tx.rows<{ number: number; sealed_at: Date; digest: Buffer }>(sql`
      select s.number, s.sealed_at, s.digest from app.audit_seal s where s.workspace_id = ${workspaceId}
      order by s.number desc limit 1`),
    tx.rows<{ count: number }>(sql`select (
      (select count(*) from (select from app.operation o where o.workspace_id = ${workspaceId} and o.sealed_in is null limit ${most}) w)
      + (select count(*) from (select from app.audit_entry e where e.workspace_id = ${workspaceId} and e.sealed_in is null limit ${most}) w)
      )::int as count`),
  ])
  const mark = newest && {
    number: newest.number,
    at: newest.sealed_at.toISOString(),
    digest: newest.digest.toString('hex'),
  }
  return { newest: mark ?? null, unsealed: Math.min(waiting?.count ?? 0, mostCounted) }
}

const exportedAtOnce = 500

async function exported({ kernel, caller, query }: ApiRequest): Promise<Answer> {
  requireAudit(caller)
  if (!mayAct(caller.actor, 'export')) throw forbidden({ action: 'export' })
  const { format = 'csv', workspace: _, ...filter } = query
  const file = auditFile(format)
  const { limit: _limit, cursor: _cursor, ...known } = auditQuery({ ...filter, limit: undefined, cursor: undefined })
  const asked = { ...known, limit: exportedAtOnce }
  // What the log does not know to filter by may be anything, of any length.
  const entry = { object: 'audit_log', detail: { format, filter: known } }
  const items = () => notedRows(kernel, caller, entry, allItems(kernel, caller, asked))
  return new Answer(() => bodyStream(file.content(items())), {
    'content-type': file.contentType,
    'content-disposition': contentDisposition(
      'attachment',
      `${auditFileName(caller.actor.language)}.${file.extension}`,
    ),
    'cache-control': 'no-store',
  })
}

/** Page after page: whoever stops reading holds nothing. */
async function* allItems(kernel: Kernel, caller: Caller, query: AuditQuery): AsyncGenerator<AuditItem> {
  for (let cursor: string | undefined; ; ) {
    const asked = { ...query, ...(cursor ? { cursor } : {}) }
    const page = await kernel.database.read(caller.actor.workspaceId, (tx) =>
      auditPage(readingFor(kernel, caller, tx), asked),
    )
    yield* page.items
    if (page.next === null) return
    cursor = page.next
  }
}
