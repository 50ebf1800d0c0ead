import { type MailSettings, sql } from '@tendero/model'
import type { Kernel } from '../kernel/kernel.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { dkimRecordName, dkimRecordValue } from './dkim-key.ts'
import { type MailSettingRow, readMailSetting } from './mail-setting.sql.ts'
import { publicOrigin } from './public-url.sql.ts'

/** How a workspace sends, for its administrators: everything but its secrets. */
export async function shownSettings(kernel: Pick<Kernel, 'mail' | 'now'>, tx: Transaction): Promise<MailSettings> {
  const [row, counted] = await Promise.all([
    readMailSetting(tx),
    tx.rows<{ waiting: number }>(sql`select count(*) as waiting from app.mail m
      where m.workspace_id = ${tx.workspaceId} and m.state = 'queued'`),
  ])
  const { host, port, security } = row
  const rests = row.resting_until !== null && row.resting_until > kernel.now()
  return {
    publicUrl: row.public_url,
    effectiveUrl: publicOrigin(kernel, row),
    urlIsFixed: kernel.mail.publicUrl !== undefined,
    server:
      host && port && security
        ? { host, port, security, user: row.user_name, hasPassword: row.password !== null }
        : null,
    instanceServer: kernel.mail.server !== undefined,
    fromName: row.from_name,
    fromAddress: row.from_address,
    replyTo: row.reply_to,
    perMinute: row.per_minute,
    dkim: shownDkim(row),
    status: {
      waiting: counted[0]?.waiting ?? 0,
      restingUntil: rests ? (row.resting_until?.toISOString() ?? null) : null,
      failure: row.failure,
      answer: row.answer,
    },
  }
}

function shownDkim({ dkim_domain: domain, dkim_selector: selector, dkim_public: key }: MailSettingRow) {
  if (!domain || !selector || !key) return null
  return { domain, selector, recordName: dkimRecordName(selector, domain), recordValue: dkimRecordValue(key) }
}
