import { transport } from './transport.ts'

/** A record as it is today, also for who looks at another day. @throws ApiError 404 when it is gone */
export function presentOf<T>(collection: string, id: string): Promise<T> {
  return transport.request<T>('GET', `/${collection}/${id}`, { query: { asOf: undefined } })
}
