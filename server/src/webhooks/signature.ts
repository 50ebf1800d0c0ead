import { createHmac, randomBytes } from 'node:crypto'

const prefix = 'whsec_'

/** A secret to sign with, as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export function newSecret(): string {
  return `${prefix}${randomBytes(32).toString('base64')}`
}

/** What is signed: the message's id, the time of this attempt, and the body exactly as it is sent. */
export interface SignedMessage {
  readonly id: string
  readonly attemptedAt: Date
  readonly body: string
}

/**
 * The three headers by which a receiver knows the sender, by Standard Webhooks 1.0: HMAC-SHA256 over id, time in whole
 * seconds and body, joined by dots.
 */
export function signatureHeaders(secret: string, { id, attemptedAt, body }: SignedMessage): Record<string, string> {
  const seconds = String(Math.floor(attemptedAt.getTime() / 1_000))
  const key = Buffer.from(secret.slice(prefix.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` }
}
