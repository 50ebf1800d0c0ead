import { isId, type MassEditRequest, translated, words } from '@tendero/model'
import { z } from 'zod'
import { inertCell } from '../exporting/index.ts'
import { acceptBody } from '../kernel/accept-body.ts'
import { auditRequest } from '../kernel/audit.ts'
import { contentDisposition } from '../kernel/content-disposition.ts'
import { csvLine } from '../kernel/csv-line.ts'
import { Answer, type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { notFound } from '../kernel/failure.ts'
import { readingFor } from '../kernel/read-records.ts'
import { refusedRecords } from './mass-edits.sql.ts'
import {
  beginMassEdit,
  cancelMassEdit,
  findMassEdit,
  listRunning,
  readMassEdit,
  runMassEdit,
} from './steer-mass-edit.action.ts'

const mostNamed = 10_000
const mostChanges = 20

const change = z.union([
  z.strictObject({ field: z.string().max(100), raiseBy: z.string().regex(/^-?\d{1,4}(\.\d{1,4})?$/) }),
  z.strictObject({ field: z.string().max(100), value: z.unknown() }),
])

const target = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(mostNamed) }),
  z.strictObject({ filter: z.unknown().optional(), search: z.string().max(200).optional() }),
])

const request = z.strictObject({
  object: z.string().max(100),
  target,
  changes: z.array(change).min(1).max(mostChanges),
})

function idOf({ params }: Pick<ApiRequest, 'params'>): string {
  if (!isId(params.id)) throw notFound()
  return params.id
}

/** Does something to a mass edit and answers with it as it then is. */
function steering(path: string, summary: string, steer: typeof runMassEdit): Endpoint {
  return endpoint({
    method: 'POST',
    path: `/mass-edits/{id}/${path}`,
    summary,
    status: 202,
    async handle(asked) {
      const id = idOf(asked)
      await steer(asked.kernel, asked.caller, id)
      return readMassEdit(asked.kernel, asked.caller, id)
    },
  })
}

export const massEditEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/mass-edits',
    summary:
      'Begins to check a change of up to 100,000 records, those named or all that a filter and words find: how many would change, and which are refused and why. Nothing is written yet.',
    input: request,
    status: 201,
    async handle({ kernel, caller, body }) {
      const accepted = acceptBody(request, body) as MassEditRequest
      return readMassEdit(kernel, caller, await beginMassEdit(kernel, caller, accepted))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/mass-edits',
    summary: "One's own changes of many records that are being carried out.",
    handle: async ({ kernel, caller }) => ({ items: await listRunning(kernel, caller) }),
  }),
  endpoint({
    method: 'GET',
    path: '/mass-edits/{id}',
    summary: 'A change of many records: what the check found, how far it is, what was refused.',
    handle: (asked) => readMassEdit(asked.kernel, asked.caller, idOf(asked)),
  }),
  steering(
    'run',
    'Carries out what was checked, in portions; one that was interrupted or cancelled goes on.',
    runMassEdit,
  ),
  steering(
    'cancellation',
    'Stops after the portion that is being written; what was written can be taken back.',
    cancelMassEdit,
  ),
  endpoint({
    method: 'GET',
    path: '/mass-edits/{id}/refusals',
    summary: 'The refused records with their reasons, as CSV.',
    download: true,
    async handle({ kernel, caller, params }) {
      const id = idOf({ params })
      const object = caller.model.objects.get((await findMassEdit(kernel, caller, id)).object)
      if (!object) throw notFound()
      const refused = await kernel.database.read(caller.actor.workspaceId, (tx) =>
        refusedRecords(readingFor(kernel, caller, tx), id, object),
      )
      const detail = { format: 'csv', rows: refused.length }
      await auditRequest(kernel, caller, { action: 'export.made', object: object.name, recordId: id, detail })
      const lines = refused.map((one) =>
        csvLine([one.id, inertCell(one.title ?? ''), inertCell(reasonOf(one.problem))], ','),
      )
      return new Answer(`\ufeff${csvLine(['id', 'title', 'reason'], ',')}${lines.join('')}`, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': contentDisposition('attachment', `${words(refusals, caller.actor.language)}.csv`),
        'cache-control': 'no-store',
      })
    },
  }),
]

const refusals = translated(['Refused records', 'Registros rechazados', 'Tagasi lükatud kirjed'])

/** The codes of a problem, those of its fields with their names: 'required: amount'. */
function reasonOf({ code, fields }: Readonly<Record<string, unknown>>): string {
  const named = typeof fields === 'object' && fields !== null ? Object.entries(fields) : []
  const told = named.map(([field, problem]) => `${problem.code}: ${field}`)
  return told.length > 0 ? told.join(', ') : String(code)
}
