/** A message to a webhook, as its log lists it. */
export interface WebhookDelivery {
  /** Also the message's id, `webhook-id`. */
  readonly id: string
  /** Such as `opportunity.update`. */
  readonly topic: string
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly attempts: number
  /** HTTP status of the last answer. */
  readonly status: number | null
  /** Why the last attempt failed. */
  readonly failure: 'refused_address' | 'unknown_host' | 'timed_out' | 'no_answer' | 'status' | null
  /** How long the last attempt took. */
  readonly milliseconds: number | null
  readonly createdAt: string
  readonly attemptedAt: string | null
  readonly nextAttemptAt: string | null
}

export interface WebhookDeliveryContent extends WebhookDelivery {
  /** JSON text, exactly as it is sent. */
  readonly body: string
  /** The first 2,000 bytes. */
  readonly answer: string | null
}
