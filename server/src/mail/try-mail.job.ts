import type { Kernel } from '../kernel/kernel.ts'
import { composeMail } from './compose-mail.ts'
import { deliver } from './deliver.ts'
import { unpackContent } from './mail-content.ts'
import type { SendingServer } from './mail-server.ts'
import { beginContent, type DueMail, giveUp, noteAttempt, noteServer, settleMail } from './mails.sql.ts'
import type { Outcome } from './outcome.ts'
import { suppress, suppressionOf } from './suppressions.sql.ts'
import { longestWait, restDelay, retryDelay, type Verdict, verdictOf } from './verdict.ts'

interface Attempt {
  readonly mail: DueMail
  readonly sending: SendingServer
  /** Times in a row that the server failed before this. */
  readonly failures: number
}

/** Somebody else has it, or it was cancelled, while we were about to send it. */
class NoLongerOurs extends Error {}

/**
 * Tries one mail. What is known is written down before each step that cannot be taken back, so that whoever comes after a
 * process that died knows whether the server may have it.
 */
export async function tryMail(kernel: Kernel, workspaceId: string, attempt: Attempt): Promise<void> {
  const { mail, sending } = attempt
  const { database } = kernel
  const now = kernel.now()
  const reason = await database.transaction(workspaceId, async (tx) => {
    const suppressed = await suppressionOf(tx, mail.to_address)
    if (suppressed) settleMail(tx, mail.id, { state: 'suppressed', next: null, failure: suppressed, answer: null }, now)
    else noteAttempt(tx, mail.id, now)
    return suppressed
  })
  if (reason) return
  const outcome = await deliver(sending.server, await envelopeOf(kernel, workspaceId, attempt), {
    allowPrivate: sending.allowPrivate,
    patience: kernel.mail.patience,
    async beforeContent() {
      if (!(await database.transaction(workspaceId, (tx) => beginContent(tx, mail.id)))) throw new NoLongerOurs()
    },
  })
  if (outcome.kind !== 'stopped') return settle(kernel, workspaceId, attempt, outcome)
  if (!(outcome.error instanceof NoLongerOurs)) throw outcome.error
}

async function envelopeOf(kernel: Kernel, workspaceId: string, { mail, sending }: Attempt) {
  const message = await composeMail(
    {
      to: { address: mail.to_address, name: mail.to_name ?? undefined },
      subject: mail.subject,
      messageId: mail.message_id,
      writtenAt: mail.created_at,
      ...unpackContent(kernel, workspaceId, mail),
    },
    sending,
  )
  return { from: sending.from.address, to: mail.to_address, message }
}

function settle(
  kernel: Kernel,
  workspaceId: string,
  { mail, failures }: Attempt,
  outcome: Exclude<Outcome, { kind: 'stopped' }>,
): Promise<void> {
  const now = kernel.now()
  const verdict = verdictOf(outcome)
  const told = toldBy(outcome)
  const rests = verdict.state === 'uncertain' || (verdict.state === 'queued' && verdict.later !== 'mail')
  return kernel.database.transaction(workspaceId, async (tx) => {
    settleMail(tx, mail.id, { state: verdict.state, next: nextAttempt(verdict, mail, now), ...told }, now)
    if (verdict.state === 'failed' && verdict.suppress)
      suppress(tx, { address: mail.to_address, reason: 'no_such_address', answer: told.answer, by: null }, now)
    giveUp(tx, new Date(now.getTime() - longestWait))
    if (rests) noteServer(tx, { failures: failures + 1, until: after(now, restDelay(failures + 1)), ...told })
    else noteServer(tx, { failures: 0, until: null, failure: null, answer: null })
  })
}

function toldBy(outcome: Exclude<Outcome, { kind: 'stopped' }>) {
  switch (outcome.kind) {
    case 'accepted':
      return { failure: null, answer: outcome.answer }
    case 'refused':
      return { failure: 'answer', answer: outcome.answer } as const
    case 'unreached':
    case 'uncertain':
      return { failure: outcome.failure, answer: null }
  }
}

/** Where the server itself is at fault, the mail stays first in line: its order is kept when the server is back. */
function nextAttempt(verdict: Verdict, { attempts }: DueMail, now: Date): Date | null {
  if (verdict.state !== 'queued') return null
  return verdict.later === 'server' ? now : after(now, retryDelay(attempts + 1))
}

function after(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds)
}
