import type { Kernel } from '../kernel/kernel.ts'
import { isSealed } from '../kernel/sealed-columns.ts'
import { newSecret } from './signature.ts'

/** A new secret of a webhook: as its receiver gets it, and as it is kept. */
export function newSigningSecret({ secrets }: Pick<Kernel, 'secrets'>, webhookId: string) {
  const secret = newSecret()
  return { secret, sealed: secrets.seal(secret, secretPurpose(webhookId)) }
}

/** The secret by what is kept of it; one of an earlier version stands readable until the next night. */
export function openSigningSecret({ secrets }: Pick<Kernel, 'secrets'>, webhookId: string, kept: string): string {
  return isSealed(kept) ? secrets.open(kept, secretPurpose(webhookId)) : kept
}

export function secretPurpose(webhookId: string): string {
  return `webhook.secret ${webhookId}`
}
