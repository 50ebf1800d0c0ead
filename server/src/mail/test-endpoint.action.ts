import { type MailStep, type MailTest, mailSteps } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, emailAddress } from '../kernel/accept-body.ts'
import { write } from '../kernel/action.ts'
import { auditRequest } from '../kernel/audit.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import { composeMail } from './compose-mail.ts'
import { deliver } from './deliver.ts'
import { mailDomain } from './mail-domain.ts'
import { type SendingServer, sendingServer } from './mail-server.ts'
import { readMailSetting } from './mail-setting.sql.ts'
import { endRest } from './outbox.sql.ts'
import type { Outcome } from './outcome.ts'
import { mailQueuedTopic } from './queue-mail.action.ts'
import { renderMail } from './render-mail.ts'
import { requireAdministrator } from './require-administrator.ts'
import { mailTemplates } from './templates/index.ts'

const trial = z.strictObject({ to: emailAddress })

/** Somebody waits in front of a screen. */
const mostPatience = { greeting: 10_000, answer: 15_000 }

export const testEndpoint: Endpoint = endpoint({
  method: 'POST',
  path: '/mail/test',
  summary: 'Sends a test message at once, past the outbox, and tells step by step how it went.',
  input: trial,
  handle: test,
})

async function test(request: ApiRequest): Promise<MailTest> {
  const { kernel, caller, body } = request
  requireAdministrator(caller)
  const { to } = acceptBody(trial, body)
  const { workspaceId } = caller.actor
  const setting = await kernel.database.read(workspaceId, readMailSetting)
  const sending = sendingServer(kernel, workspaceId, setting)
  if (!sending) throw new Failure(409, 'no_mail_server')
  const { greeting, answer } = kernel.mail.patience
  await auditRequest(kernel, caller, { action: 'mail.tested', detail: { to } })
  // Not in a job: it is nobody's work but that of who looks on, and what it does outside is its answer.
  const outcome = await deliver(sending.server, await envelopeOf(request, sending, to), {
    allowPrivate: sending.allowPrivate,
    patience: { greeting: Math.min(greeting, mostPatience.greeting), answer: Math.min(answer, mostPatience.answer) },
    beforeContent: async () => {},
  })
  if (outcome.kind === 'accepted')
    await write(kernel, caller, async (ctx) => {
      endRest(ctx.tx)
      ctx.emit(mailQueuedTopic, {})
    })
  return testResult(outcome, sending.server)
}

async function envelopeOf({ kernel, caller }: ApiRequest, sending: SendingServer, to: string) {
  const { actor, model } = caller
  const values = { name: actor.name, workspace: model.settings.name }
  const mail = {
    ...renderMail(mailTemplates.test[actor.language](values), actor.language),
    to: { address: to, name: undefined },
    messageId: `<${newId()}@${mailDomain(sending.from.address)}>`,
    writtenAt: kernel.now(),
  }
  return { from: sending.from.address, to, message: await composeMail(mail, sending) }
}

/** What a person who set a server up wants to know: what went well, and what did not. */
export function testResult(
  outcome: Outcome,
  { security, user }: Pick<SendingServer['server'], 'security' | 'user'>,
): MailTest {
  const steps = stepsOf(security, user !== undefined)
  switch (outcome.kind) {
    case 'stopped':
      throw outcome.error
    case 'accepted':
      return { passed: steps, failed: null, answer: outcome.answer }
    case 'refused': {
      const failed = { step: outcome.step, failure: 'answer', answer: outcome.answer } as const
      return { passed: before(steps, outcome.step), failed, answer: null }
    }
    case 'unreached':
    case 'uncertain': {
      const failed = { step: outcome.step, failure: outcome.failure, answer: null }
      return { passed: before(steps, outcome.step), failed, answer: null }
    }
  }
}

/** With STARTTLS the server greets first. */
function stepsOf(security: SendingServer['server']['security'], signsIn: boolean): readonly MailStep[] {
  const secured: readonly MailStep[] =
    security === 'starttls'
      ? ['resolve', 'connect', 'greet', 'secure', 'sign_in', 'sender', 'recipient', 'content']
      : mailSteps
  return secured.filter((step) => (step !== 'secure' || security !== 'none') && (step !== 'sign_in' || signsIn))
}

function before(steps: readonly MailStep[], step: MailStep): readonly MailStep[] {
  const place = steps.indexOf(step)
  return place < 0 ? [] : steps.slice(0, place)
}
