import type { ReportDefinition } from '@tendero/model'
import { bodyStream } from '../kernel/body-stream.ts'
import { contentDisposition } from '../kernel/content-disposition.ts'
import { Answer, type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import { type Reading, readingFor } from '../kernel/read-records.ts'
import { readDefinition } from './report-definition.ts'
import { reportFile } from './report-file.sql.ts'
import { reportRecords } from './report-records.sql.ts'
import { runReport } from './run-report.sql.ts'

export const reportEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/report-results',
    heavy: true,
    past: true,
    summary:
      'What a report says: `definition` as JSON, as reports keep it. Every figure is of all records that the role may see; groups beyond the limit are one row, the others. Amounts are in minor units of the base currency, decimals are text; days and parts of the calendar are those of the zone and the fiscal year of the workspace.',
    handle: (request) => reading(request, (reader, definition) => runReport(reader, definition)),
  }),
  endpoint({
    method: 'GET',
    path: '/report-records',
    heavy: true,
    past: true,
    summary:
      'A page of the records of a report, with fields of those that they refer to: `definition` as JSON with its `columns`, `cursor` of a following page.',
    handle: (request) =>
      reading(request, (reader, definition) => reportRecords(reader, definition, request.query.cursor)),
  }),
  endpoint({
    method: 'GET',
    path: '/report-results/file',
    heavy: true,
    past: true,
    summary:
      'A report as a file, csv or xlsx (`format`) called `name`: the rows that are shown with their totals; of a plain table all records.',
    download: true,
    async handle({ kernel, caller, query }) {
      const definition = readDefinition(parsed(query.definition))
      const name = query.name?.slice(0, 100) || definition.object
      const file = await reportFile(kernel, caller, { definition, name, format: query.format ?? 'csv' })
      return new Answer(() => bodyStream(file.content()), {
        'content-type': file.contentType,
        'content-disposition': contentDisposition('attachment', `${name}.${file.extension}`),
        'cache-control': 'no-store',
      })
    },
  }),
]

function reading<T>(
  { kernel, caller, query }: ApiRequest,
  read: (reading: Reading, definition: ReportDefinition) => Promise<T>,
): Promise<T> {
  const definition = readDefinition(parsed(query.definition))
  return kernel.database.read(caller.actor.workspaceId, (tx) => read(readingFor(kernel, caller, tx), definition))
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    throw new Failure(422, 'invalid_report', { details: { place: '' } })
  }
}
