import {
  isId,
  type MailContents,
  type MailItem,
  type MailPage,
  type MailState,
  mailActions,
  mailStates,
} from '@tendero/model'
import { z } from 'zod'
import { acceptBody, recordId } from '../kernel/accept-body.ts'
import { write } from '../kernel/action.ts'
import { auditRequest, noteAudit } from '../kernel/audit.ts'
import type { Context } from '../kernel/context.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, invalid, notFound } from '../kernel/failure.ts'
import { unpackContent } from './mail-content.ts'
import { sendingServer } from './mail-server.ts'
import { readMailSetting } from './mail-setting.sql.ts'
import { cancelMails, considerSent, endRest, listMails, type MailRow, queueAgain, readMail } from './outbox.sql.ts'
import { mailQueuedTopic } from './queue-mail.action.ts'
import { requireAdministrator } from './require-administrator.ts'

const perPage = 50
const mostAtOnce = 500

const chosen = z.strictObject({ ids: z.array(recordId).min(1).max(mostAtOnce) })

const acts = {
  sending: {
    summary:
      'Sends mails now: those that were kept or wait, and once more those that failed, are uncertain or were cancelled.',
    run: sendNow,
  },
  cancellation: { summary: 'Does not send mails that are kept or wait.', run: (ctx, ids) => cancelMails(ctx.tx, ids) },
  confirmation: {
    summary: 'Takes mails for sent of which nobody knows whether they have arrived.',
    run: (ctx, ids) => considerSent(ctx.tx, ids, ctx.kernel.now()),
  },
} as const satisfies Readonly<
  Record<
    (typeof mailActions)[number],
    { summary: string; run: (ctx: Context, ids: readonly string[]) => Promise<readonly { id: string }[]> }
  >
>

export const outboxEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/mail/messages',
    summary: `Mails of the workspace, ${perPage} at a time from the newest. \`state\` (several by commas) leaves out others; \`cursor\` reads on.`,
    handle: list,
  }),
  endpoint({
    method: 'GET',
    path: '/mail/messages/{id}',
    summary: 'One mail with its text, unless that would let its reader in.',
    handle: readOne,
  }),
  ...mailActions.map((act) =>
    endpoint({
      method: 'POST',
      path: `/mail/messages/${act}`,
      summary: `${acts[act].summary} The answer has the ids of those that were changed.`,
      input: chosen,
      async handle({ kernel, caller, body }) {
        requireAdministrator(caller)
        const { ids } = acceptBody(chosen, body)
        const changed = await write(kernel, caller, async (ctx) => {
          const rows = await acts[act].run(ctx, ids)
          if (rows.length > 0) noteAudit(ctx, { action: 'mail.decided', detail: { change: act, rows: rows.length } })
          return rows
        })
        return { ids: changed.map(({ id }) => id) }
      },
    }),
  ),
]

async function list({ kernel, caller, query }: ApiRequest): Promise<MailPage> {
  requireAdministrator(caller)
  const wanted = { states: statesOf(query.state), cursor: query.cursor, limit: perPage }
  const { rows, next } = await kernel.database.read(caller.actor.workspaceId, (tx) => listMails(tx, wanted))
  return { items: rows.map(itemOf), next }
}

function statesOf(text: string | undefined): readonly MailState[] {
  if (!text) return []
  const wanted = text.split(',')
  const known = mailStates.filter((state) => wanted.includes(state))
  if (known.length !== new Set(wanted).size) throw invalid({ state: { code: 'invalid_value' } })
  return known
}

function itemOf({ toAddress, toName, place: _, ...row }: MailRow): MailItem {
  return { ...row, to: { address: toAddress, name: toName } }
}

async function readOne({ kernel, caller, params }: ApiRequest): Promise<MailContents> {
  requireAdministrator(caller)
  const { id } = params
  if (!isId(id)) throw notFound()
  const { workspaceId } = caller.actor
  const { mail, readable } = await kernel.database.read(workspaceId, async (tx) => {
    const found = await readMail(tx, id)
    return { mail: found, readable: !found.secret || (await showsSecrets({ kernel, caller }, tx)) }
  })
  const { content, secret, ...row } = mail
  if (content === null || !readable) return { ...itemOf(row), content: null }
  if (secret)
    await auditRequest(kernel, caller, {
      action: 'mail.read',
      recordId: id,
      detail: { to: row.toAddress, template: row.template },
    })
  return { ...itemOf(row), content: unpackContent(kernel, workspaceId, { content, secret }) }
}

/** Links that let somebody in are read on a screen, and only as long as nothing else carries them there. */
async function showsSecrets(
  { kernel, caller: { actor } }: Pick<ApiRequest, 'kernel' | 'caller'>,
  tx: Context['tx'],
): Promise<boolean> {
  return actor.through === 'screen' && !sendingServer(kernel, actor.workspaceId, await readMailSetting(tx))
}

async function sendNow(ctx: Context, ids: readonly string[]): Promise<readonly { id: string }[]> {
  const { kernel, tx } = ctx
  if (!sendingServer(kernel, tx.workspaceId, await readMailSetting(tx))) throw new Failure(409, 'no_mail_server')
  const queued = await queueAgain(tx, ids, kernel.now())
  endRest(tx)
  ctx.emit(mailQueuedTopic, {})
  return queued
}
