import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** Why nothing was asked of a host, or no answer came from it. */
export type FetchFailure = 'refused_address' | 'unknown_host' | 'timed_out' | 'no_answer' | 'too_large'

/** What somebody asked the program to reach and it did not, or in vain. */
export class FetchError extends Error {
  readonly failure: FetchFailure
  constructor(failure: FetchFailure) {
    super(failure)
    this.failure = failure
  }
}

export interface Address {
  readonly address: string
  readonly family: number
}

/**
 * Every address of a host whose name somebody typed; one that is not public makes all suspect. Whoever connects must do so
 * to one of these: a name may be something else a moment later.
 * @param host a name, an IPv4 address, or an IPv6 address with or without brackets
 * @param allowPrivate addresses of this machine and its network too
 * @throws FetchError `refused_address`, `unknown_host`, `timed_out`
 */
export async function guardedAddresses(
  host: string,
  allowPrivate: boolean,
  signal: AbortSignal,
): Promise<readonly Address[]> {
  const bare = host.replace(/^\[|\]$/g, '')
  const family = isIP(bare)
  const addresses = family ? [{ address: bare, family }] : await inTime(signal, lookup(bare, { all: true }))
  if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
    throw new FetchError('refused_address')
  return addresses
}

/** A resolver for one connection that knows these addresses alone. */
export function lookupOf(addresses: readonly Address[]): LookupFunction {
  return (_host, { all }, done) => {
    const [first] = addresses
    if (all) done(null, [...addresses])
    else done(null, first?.address ?? '', first?.family)
  }
}

/** The system's resolver cannot be interrupted, only left alone. */
function inTime<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new FetchError('timed_out')), { once: true })
    work.then(resolve, () => reject(new FetchError('unknown_host')))
  })
}
