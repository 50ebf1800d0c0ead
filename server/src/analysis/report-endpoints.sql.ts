import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import { readingFor } from '../kernel/read-records.ts'
import { readDefinition } from './report-definition.ts'
import { runReport } from './run-report.sql.ts'

export const reportResultEndpoint: Endpoint = endpoint({
  method: 'GET',
  path: '/report-results',
  summary:
    'What a report says: `definition` as JSON, as reports keep it. Every figure is of all records that the role may see; groups beyond the limit are one row, the others. Amounts are in minor units of the base currency, decimals are text; days and parts of the calendar are those of the zone and the fiscal year of the workspace.',
  handle({ kernel, caller, query }) {
    const definition = readDefinition(parsed(query.definition))
    return kernel.database.read(caller.actor.workspaceId, (tx) => runReport(readingFor(kernel, caller, tx), definition))
  },
})

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    throw new Failure(422, 'invalid_report', { details: { place: '' } })
  }
}
