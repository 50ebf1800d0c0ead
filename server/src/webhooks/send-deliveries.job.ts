import { isId } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Schedule, Subscriber } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import {
  type DueDelivery,
  dueDeliveries,
  endLease,
  type Lease,
  noteAttempt,
  noteFailures,
  takeLease,
} from './deliveries.sql.ts'
import { type Attempt, postMessage } from './post-message.ts'
import { restAfter, retryDelay } from './retry-delay.ts'
import { signatureHeaders } from './signature.ts'
import { openSigningSecret } from './signing-secret.ts'
import { type StoredWebhook, webhookOf } from './webhook-rows.ts'

/** Messages on their way to one address at a time. */
const atOnce = 5
/** Longer than a round of attempts can last: a worker that died does not keep the webhook. */
const leaseMilliseconds = 120_000
/** After this the job ends, so that others get their turn; what is left goes with the next minute. */
const turnMilliseconds = 60_000
/** Attempts in a row that failed, after which a webhook is stopped. */
const mostFailures = 500
const gone = 410

/** Sends what waits for a webhook. */
export const sendDeliveries: Subscriber = {
  name: 'webhooks.send',
  topics: ['webhook.send'],
  run(kernel, { workspaceId, payload }) {
    if (!isId(payload.webhook)) throw new Error('an event to send for a webhook without one')
    return sendFor(kernel, workspaceId, payload.webhook)
  },
}

/** Each minute: attempts whose time has come, and what a worker that died has left. */
export const retryDeliveries: Schedule = {
  name: 'retry_webhook_deliveries',
  crontab: '* * * * *',
  async run(kernel) {
    // Of all workspaces at once, as the owner of the tables.
    const { rows } = await kernel.database.direct.query<{ workspace_id: string; webhook_id: string }>(
      `select distinct d.workspace_id, d.webhook_id from tendero.webhook_delivery d
       join tendero.webhook w on w.workspace_id = d.workspace_id and w.id = d.webhook_id
       join tendero.webhook_state s on s.workspace_id = d.workspace_id and s.webhook_id = d.webhook_id
       where d.next_attempt_at <= $1 and w.active and w.deleted_at is null
         and (s.resting_until is null or s.resting_until <= $1)`,
      [kernel.now().toISOString()],
    )
    for (const { workspace_id, webhook_id } of rows)
      await write(kernel, await callerOfProgram(kernel, workspace_id), async (ctx) =>
        ctx.emit('webhook.send', { webhook: webhook_id }),
      )
  },
}

async function sendFor(kernel: Kernel, workspaceId: string, id: string): Promise<void> {
  const { model } = await callerOfProgram(kernel, workspaceId)
  const webhook = webhookOf(model, id)
  if (!webhook?.active) return
  const began = kernel.now()
  const until = new Date(began.getTime() + leaseMilliseconds)
  const lease = await kernel.database.transaction(workspaceId, (tx) => takeLease(tx, id, began, until))
  if (!lease) return
  const rest = await sendRounds(kernel, workspaceId, webhook, lease)
  const restUntil = rest > 0 ? new Date(kernel.now().getTime() + rest) : null
  await kernel.database.transaction(workspaceId, async (tx) => endLease(tx, id, until, restUntil))
}

/** Rounds of attempts until nothing is due, one fails, or the turn is over. @returns how long to rest, in milliseconds */
async function sendRounds(
  kernel: Kernel,
  workspaceId: string,
  webhook: StoredWebhook,
  { secret, failures }: Lease,
): Promise<number> {
  const ends = performance.now() + turnMilliseconds
  const signing = openSigningSecret(kernel, webhook.id, secret)
  let failed = failures
  while (performance.now() < ends && !kernel.stopping.aborted) {
    const due = await kernel.database.read(workspaceId, (tx) => dueDeliveries(tx, webhook.id, kernel.now(), atOnce))
    if (due.length === 0) return 0
    const attempts = await Promise.all(due.map((one) => attempt(kernel, webhook, signing, one)))
    failed = failuresAfter(failed, attempts)
    await note(kernel, workspaceId, webhook, { due, attempts, failed })
    const stopped = reasonToStop(attempts, failed)
    if (stopped) await stop(kernel, workspaceId, webhook, stopped)
    if (stopped || attempts.some(({ failure }) => failure))
      return Math.max(restAfter(failed), ...attempts.map(({ askedDelay }) => askedDelay))
  }
  return 0
}

function attempt(kernel: Kernel, { url }: StoredWebhook, secret: string, { id, body }: DueDelivery): Promise<Attempt> {
  // The receiver compares with its own clock, so this is the real time.
  const headers = signatureHeaders(secret, { id, attemptedAt: new Date(), body })
  return postMessage({ url, headers, body }, { allowPrivate: kernel.privateWebhooks })
}

/** Attempts that failed since one last went well. */
function failuresAfter(failures: number, attempts: readonly Attempt[]): number {
  return attempts.some(({ failure }) => failure === null) ? 0 : failures + attempts.length
}

interface Round {
  readonly due: readonly DueDelivery[]
  readonly attempts: readonly Attempt[]
  readonly failed: number
}

function note(
  kernel: Kernel,
  workspaceId: string,
  webhook: StoredWebhook,
  { due, attempts, failed }: Round,
): Promise<void> {
  const now = kernel.now()
  return kernel.database.transaction(workspaceId, async (tx) => {
    for (const [index, { id, attempts: before }] of due.entries()) {
      const made = attempts[index]
      if (made) noteAttempt(tx, id, made, now, nextAttempt(made, before + 1, now))
    }
    noteFailures(tx, webhook.id, failed)
  })
}

function nextAttempt({ failure, status, askedDelay }: Attempt, made: number, now: Date): Date | null {
  const delay = retryDelay(made)
  if (failure === null || status === gone || delay === undefined) return null
  return new Date(now.getTime() + Math.max(delay, askedDelay))
}

function reasonToStop(attempts: readonly Attempt[], failed: number): 'gone' | 'failing' | undefined {
  if (attempts.some(({ status }) => status === gone)) return 'gone'
  return failed >= mostFailures ? 'failing' : undefined
}

async function stop(
  kernel: Kernel,
  workspaceId: string,
  { id }: StoredWebhook,
  stopped: 'gone' | 'failing',
): Promise<void> {
  await write(kernel, await callerOfProgram(kernel, workspaceId), (ctx) =>
    ctx.update('webhook', id, { active: false, stopped }, { computed: true }),
  )
}
