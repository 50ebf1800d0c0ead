import type { Context as HonoContext } from 'hono'
import type { Kernel } from '../kernel/kernel.ts'
import { takeRequest } from '../kernel/limits.ts'
import { networkOf } from '../platform/request-rate.ts'
import { addressOf } from './forwarded.ts'
import type { ApiEnvironment } from './request.ts'

type Route = HonoContext<ApiEnvironment>

/**
 * Counts a request by the address that it came from. A trusted proxy that does not say from whom stands for everybody, and
 * this machine asks what it likes.
 * @throws Failure 429 `too_many_requests`
 */
export function refuseTooMany(kernel: Kernel, c: Route): void {
  const { limits, trustedProxies } = kernel
  if (!limits.perAddress) return
  const address = addressOf(kernel, c)
  if (!trustedProxies.has(address)) takeRequest(limits.perAddress, networkOf(address))
}
