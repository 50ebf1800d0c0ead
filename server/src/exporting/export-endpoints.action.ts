import type { ListQuery } from '@tendero/model'
import { bodyStream } from '../kernel/body-stream.ts'
import { objectAt } from '../kernel/caller.ts'
import { contentDisposition } from '../kernel/content-disposition.ts'
import { Answer, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import { exportFormat } from './export-formats.sql.ts'
import { prepareExport } from './export-records.sql.ts'

export const exportEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/{collection}/export',
    heavy: true,
    past: true,
    summary:
      'All records of a view as a file, streamed: `format` csv, xlsx (up to 100,000) or vcard (`version` 4.0 or 3.0); filter, search, sort and fields as in the list; references by title.',
    download: true,
    async handle({ kernel, caller, params, query, origin }) {
      const object = objectAt(caller, params.collection)
      const format = exportFormat(query.format ?? 'csv', query.version)
      const view = {
        filter: filterOf(query.filter),
        search: query.search?.slice(0, 200) || undefined,
        sort: words(query.sort),
        fields: words(query.fields),
        convention: { address: (path: string) => linkTo(path, origin, caller.model.settings.slug) },
      }
      const begin = await prepareExport(kernel, caller, object, view, format)
      const label = object.label[caller.actor.language][1]
      return new Answer(() => bodyStream(begin()), {
        'content-type': format.contentType,
        'content-disposition': contentDisposition('attachment', `${label}.${format.extension}`),
        'cache-control': 'no-store',
      })
    },
  }),
]

/** A link that a browser follows: it has no header to name the workspace. */
function linkTo(path: string, origin: string, workspace: string): string {
  return `${origin}/api/v1${path}?workspace=${encodeURIComponent(workspace)}`
}

function filterOf(text: string | undefined): ListQuery['filter'] {
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure(422, 'invalid_filter', { details: { reason: 'not_json' } })
  }
}

function words(text: string | undefined): readonly string[] | undefined {
  const found = (text ?? '').split(',').flatMap((one) => one.trim() || [])
  return found.length > 0 ? found : undefined
}
