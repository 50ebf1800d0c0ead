import { createHash } from 'node:crypto'
import type { Kernel } from '../kernel/kernel.ts'
import { guardedFetch } from '../platform/guarded-fetch.ts'

const patience = 1_500
const restAfterFailure = 600_000
const largestAnswer = 1_000_000
const prefixLength = 5

/** By the service's address: until when it is left alone, by `now`. */
const resting = new Map<string, number>()

/**
 * Whether a password is known from a theft elsewhere. The service is told the first five figures of its SHA-1 and gives
 * all that begin so, padded, so that neither it nor who listens learns which one was meant. A service that fails keeps
 * nobody from a password: the answer is no, and it is not asked for ten minutes.
 */
export async function isBreached(
  { breachedPasswords: service, now, log }: Pick<Kernel, 'breachedPasswords' | 'now' | 'log'>,
  password: string,
): Promise<boolean> {
  if (service === undefined || (resting.get(service) ?? 0) > now().getTime()) return false
  const digest = createHash('sha1').update(password).digest('hex').toUpperCase()
  try {
    return holds(await ask(service, digest.slice(0, prefixLength)), digest.slice(prefixLength))
  } catch (error) {
    resting.set(service, now().getTime() + restAfterFailure)
    log.warn({ reason: error instanceof Error ? error.message : '' }, 'stolen passwords could not be asked for')
    return false
  }
}

async function ask(service: string, prefix: string): Promise<string> {
  // The operator names the service, which may well be on their own network.
  const guards = { allowPrivate: true, timeout: patience, largest: largestAnswer }
  const { status, body } = await guardedFetch(`${service}${prefix}`, { headers: { 'add-padding': 'true' } }, guards)
  if (status !== 200) throw new Error(`the service answered ${status}`)
  return body.toString('latin1')
}

/** Lines like `0018A45C4D1DEF81644B54AB7F969B88D65:12`; those that only pad count zero. */
function holds(answer: string, rest: string): boolean {
  return answer.split(/\r?\n/).some((line) => {
    const [suffix, count] = line.trim().split(':')
    return suffix?.toUpperCase() === rest && Number(count) > 0
  })
}
