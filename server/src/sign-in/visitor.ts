import { deviceCookie } from '../kernel/cookies.ts'
import type { ApiRequest } from '../kernel/endpoint.ts'

/** Who knocks, before it is known who it is. */
export interface Visitor {
  /** Of the client. */
  readonly address: string
  readonly userAgent: string | null
  /** The token of a browser that somebody has signed in with before, if it says to be one. */
  readonly device: string | undefined
}

export function visitorOf({ address, raw, cookies }: Pick<ApiRequest, 'address' | 'raw' | 'cookies'>): Visitor {
  return {
    address,
    userAgent: raw.headers.get('user-agent')?.slice(0, 300) ?? null,
    device: cookies[deviceCookie],
  }
}
