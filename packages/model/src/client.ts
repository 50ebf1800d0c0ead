import type {
  AggregateQuery,
  AggregateResult,
  BulkRequest,
  BulkResult,
  Count,
  ListQuery,
  Page,
  Problem,
} from './api.ts'
import type { Row } from './define-object.ts'
import type { ObjectName, objects } from './objects/index.ts'

/** A problem that the server answered, or `offline` when it could not be reached. */
export class ApiError extends Error {
  readonly status: number
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.status = problem.status
    this.problem = problem
  }
}

export interface Transport {
  /** Sends a request with its path under /api/v1 and gives the parsed JSON; throws `ApiError`. */
  request<T>(method: string, path: string, options?: RequestOptions): Promise<T>
}

export interface RequestOptions {
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: unknown
}

type RowOf<N extends ObjectName> = Row<(typeof objects)[N]>

/** What can be done with the records of one object. */
export interface Collection<R> {
  list(query?: ListQuery): Promise<Page<R>>
  read(id: string): Promise<R>
  create(values: Readonly<Record<string, unknown>>, idempotencyKey?: string): Promise<R>
  /** `version` is the one that was read; another's change of the same field meanwhile answers 412. */
  update(id: string, patch: Readonly<Record<string, unknown>>, version?: number): Promise<R>
  remove(id: string): Promise<{ operationId: string }>
  restore(id: string): Promise<R>
  bulk(request: BulkRequest): Promise<BulkResult>
  count(query?: Pick<ListQuery, 'filter' | 'search'>): Promise<Count>
  aggregate(query: AggregateQuery): Promise<AggregateResult>
}

/** The query string of a list, as the server reads it. */
export function listParameters(query: ListQuery): Record<string, string | undefined> {
  return {
    filter: query.filter && JSON.stringify(query.filter),
    search: query.search || undefined,
    sort: query.sort?.join(',') || undefined,
    fields: query.fields?.join(','),
    limit: query.limit?.toString(),
    cursor: query.cursor,
    fromEnd: query.fromEnd ? 'true' : undefined,
    from: query.from || undefined,
    count: query.count ? 'true' : undefined,
    deleted: query.deleted ? 'true' : undefined,
  }
}

/** Records by the path of their collection; typed when given a declared object's name. */
export function collectionAt<R>(transport: Transport, path: string): Collection<R> {
  return {
    list: (query = {}) => transport.request('GET', path, { query: listParameters(query) }),
    read: (id) => transport.request('GET', `${path}/${id}`),
    create: (body, key) =>
      transport.request('POST', path, { body, headers: key ? { 'idempotency-key': key } : undefined }),
    update: (id, body, version) =>
      transport.request('PATCH', `${path}/${id}`, {
        body,
        headers: version === undefined ? undefined : { 'if-match': `"${version}"` },
      }),
    remove: (id) => transport.request('DELETE', `${path}/${id}`),
    restore: (id) => transport.request('POST', `${path}/${id}/restoration`),
    bulk: (body) => transport.request('POST', `${path}/bulk`, { body }),
    count: (query = {}) => transport.request('GET', `${path}/count`, { query: listParameters(query) }),
    aggregate: ({ group, measures, filter, search, descending, limit, cursor }) =>
      transport.request('GET', `${path}/aggregate`, {
        query: {
          group: group.join(','),
          measures: measures.join(','),
          filter: filter && JSON.stringify(filter),
          search: search || undefined,
          descending: descending ? 'true' : undefined,
          limit: limit?.toString(),
          cursor,
        },
      }),
  }
}

/** @example records(transport, 'lead', 'leads').list({ sort: ['-updatedAt'] }) */
export function records<N extends ObjectName>(transport: Transport, _object: N, path: string): Collection<RowOf<N>> {
  return collectionAt(transport, `/${path}`)
}
