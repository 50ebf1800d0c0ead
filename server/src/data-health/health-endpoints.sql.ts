import { type HealthObject, type HealthRuleSetting, healthObjects, isId } from '@tendero/model'
import { type Caller, objectAt } from '../kernel/caller.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import { type Reading, readingFor } from '../kernel/read-records.ts'
import { healthOfRecord, healthOfView } from './health-of.sql.ts'
import { healthReport } from './health-report.sql.ts'
import { healthRules } from './health-rules.ts'
import { findingOf, settingsOf } from './usable-rules.ts'

/** The object of a collection that is looked at. @throws Failure 404 for others, 403 for what nobody of it may be read */
function lookedAtObject(caller: Caller, collection: string | undefined): HealthObject {
  const object = objectAt(caller, collection)
  const name = healthObjects.find((one) => one === object.name)
  if (!name) throw notFound()
  requireVerb(caller.actor, object, 'read')
  return name
}

function reading<T>({ kernel, caller }: ApiRequest, read: (reading: Reading) => Promise<T>): Promise<T> {
  return kernel.database.read(caller.actor.workspaceId, (tx) => read(readingFor(kernel, caller, tx)))
}

function filterOf(text: string | undefined): unknown {
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure(422, 'invalid_filter', { details: { reason: 'not_json' } })
  }
}

/** As delivered, with what administrators changed. */
function ruleSettings({ model }: Caller): readonly HealthRuleSetting[] {
  return healthObjects.flatMap((object) => {
    const changed = settingsOf(model, object)
    return healthRules[object].map((rule): HealthRuleSetting => {
      const row = changed.get(rule.name)
      return {
        ...findingOf(rule),
        object,
        weight: Number(row?.weight ?? rule.weight),
        active: row?.active !== false,
        id: row?.id ?? null,
        version: row ? Number(row.version) : null,
      }
    })
  })
}

export const healthEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/{collection}/{id}/health',
    summary: 'What is missing or stale in a record, who gains from mending it, and a score of 0 to 100.',
    handle(request) {
      const { caller, params } = request
      const object = lookedAtObject(caller, params.collection)
      const { id } = params
      if (!isId(id)) throw notFound()
      return reading(request, (at) => healthOfRecord(at, object, id))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/data-health/rules',
    summary:
      'The rules of data health with their weights, in use or not. To change one, make or change its record of `health-rules`.',
    handle: async ({ caller }) => ({ items: ruleSettings(caller) }),
  }),
  endpoint({
    method: 'GET',
    path: '/data-health/{collection}',
    summary: 'How the records of an object are that one may see: by rule, owner, team and week, and the worst.',
    handle(request) {
      const object = lookedAtObject(request.caller, request.params.collection)
      return reading(request, (at) => healthReport(at, object))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/data-health/{collection}/view',
    summary: 'How many records of a list (`filter`, `search`) each rule finds, with the filter that finds them.',
    handle(request) {
      const { caller, params, query } = request
      const object = lookedAtObject(caller, params.collection)
      const asked = { filter: filterOf(query.filter), search: query.search?.slice(0, 200) || undefined }
      return reading(request, (at) => healthOfView(at, object, asked))
    },
  }),
]
