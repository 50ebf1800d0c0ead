import type { ApiRequest } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import { isLoopback } from '../platform/configuration.ts'

/** For whom passkeys are made: they work on these pages and no others. */
export interface RelyingParty {
  /** A name of a host. */
  readonly id: string
  /** Where its pages are. */
  readonly origin: string
}

const isAddress = /^(\[.*\]|[\d.]+)$/

/**
 * The operator's address, whatever a request says; without one the page's own, on this machine alone.
 * @throws Failure 409 `passkeys_unavailable` where there is none, or it is a number: passkeys belong to a name
 */
export function relyingParty({ kernel, raw }: Pick<ApiRequest, 'kernel' | 'raw'>): RelyingParty {
  const { origin, hostname } = new URL(kernel.mail.publicUrl ?? raw.url)
  const told = kernel.mail.publicUrl !== undefined || isLoopback(hostname)
  if (!told || isAddress.test(hostname)) throw new Failure(409, 'passkeys_unavailable')
  return { id: hostname, origin }
}
