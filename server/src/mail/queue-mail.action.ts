import { type Language, sql } from '@tendero/model'
import { authorOf } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { newId } from '../kernel/identity.ts'
import { packContent } from './mail-content.ts'
import { sendingServer } from './mail-server.ts'
import { readMailSetting } from './mail-setting.sql.ts'
import { publicOrigin } from './public-url.sql.ts'
import { oneLine, renderMail } from './render-mail.ts'
import { mailTemplates, type TemplateName, type TemplateValues } from './templates/index.ts'

/** A mail to be sent on the program's own account. */
export interface OutgoingMail<Name extends TemplateName = TemplateName> {
  readonly to: { readonly address: string; readonly name?: string }
  readonly language: Language
  readonly template: Name
  readonly values: TemplateValues[Name]
  /** It holds a link that lets somebody in: sealed, and hidden from readers of the outbox once a server is configured. */
  readonly secret?: boolean
  /** The same key is queued once in a workspace. */
  readonly key?: string
}

/** Rings the sender of a workspace's mail. */
export const mailQueuedTopic = 'mail.queue'

/**
 * Writes a mail down in the unit of work; a job sends it after the commit. Without a server it is kept in the outbox,
 * where administrators read it.
 * @returns its id; that of the earlier one when the key was used before
 */
export async function queueMail<Name extends TemplateName>(ctx: Context, mail: OutgoingMail<Name>): Promise<string> {
  const { kernel, tx, actor } = ctx
  const { to, language, template, values, secret = false, key = null } = mail
  const setting = await readMailSetting(tx)
  const { subject, ...content } = renderMail(mailTemplates[template][language](values), language)
  const id = newId()
  const now = kernel.now().toISOString()
  const sends = sendingServer(kernel, tx.workspaceId, setting) !== undefined
  const messageId = `<${id}@${new URL(publicOrigin(kernel, setting)).hostname.replace(/[[\]]/g, '')}>`
  const packed = packContent(kernel, tx.workspaceId, content, secret)
  const [kept] = await tx.rows<{ id: string }>(sql`insert into tendero.mail
    (workspace_id, id, key, template, language, to_address, to_name, subject, content, secret, message_id, state, queued_at, next_attempt_at, created_at, created_by_id)
    values (${tx.workspaceId}, ${id}, ${key}, ${template}, ${language}, ${to.address}, ${to.name ? oneLine(to.name) : null}, ${subject}, ${packed}, ${secret},
      ${messageId}, ${sends ? 'queued' : 'kept'}, ${sends ? now : null}, ${sends ? now : null}, ${now}, ${authorOf(actor)})
    on conflict (workspace_id, key) where key is not null do nothing returning id`)
  if (!kept) return queuedBefore(ctx, key)
  ctx.emit(mailQueuedTopic, { mail: id })
  return id
}

async function queuedBefore({ tx }: Context, key: string | null): Promise<string> {
  const [row] = await tx.rows<{ id: string }>(
    sql`select m.id from app.mail m where m.workspace_id = ${tx.workspaceId} and m.key = ${key}`,
  )
  if (!row) throw new Error('a mail was neither queued nor there')
  return row.id
}
