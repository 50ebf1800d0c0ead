import { sql } from '@tendero/model'
import { unpackContent } from '../src/mail/mail-content.ts'
import type { World } from './world.ts'

export interface WrittenMail {
  readonly subject: string
  readonly text: string
  readonly secret: boolean
  readonly template: string
}

/** The mails that a workspace has written to an address, the newest first. */
export async function mailsTo(
  { kernel, workspaceId: own }: World,
  address: string,
  workspaceId = own,
): Promise<readonly WrittenMail[]> {
  const rows = await kernel.database.read(workspaceId, (tx) =>
    tx.rows<{ subject: string; content: string; secret: boolean; template: string }>(sql`
      select m.subject, m.content, m.secret, m.template from app.mail m
      where m.workspace_id = ${tx.workspaceId} and m.to_address = ${address} order by m.created_at desc, m.id desc`),
  )
  return rows.map(({ subject, template, ...row }) => ({
    subject,
    template,
    secret: row.secret,
    text: unpackContent(kernel, workspaceId, row).text,
  }))
}

/** The path that a mail's link leads to. */
export function pathIn({ text }: WrittenMail): string {
  const [link = ''] = /https?:\/\/\S+/.exec(text) ?? []
  return new URL(link).pathname
}
