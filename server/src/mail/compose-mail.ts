import { createTransport } from 'nodemailer'
import type { SendingServer } from './mail-server.ts'
import type { RenderedMail } from './render-mail.ts'

/** What stays the same however often a mail is tried. */
export interface Composed extends RenderedMail {
  readonly to: { readonly address: string; readonly name: string | undefined }
  /** With its angle brackets. */
  readonly messageId: string
  readonly writtenAt: Date
}

/** The message with its headers, signed where there is a key. Other programs are told not to answer it by themselves. */
export async function composeMail(mail: Composed, { from, replyTo, dkim }: SendingServer): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await transport.sendMail({
    from: { address: from.address, name: from.name ?? '' },
    to: { address: mail.to.address, name: mail.to.name ?? '' },
    replyTo,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    date: mail.writtenAt,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(dkim ? { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } } : {}),
  })
  if (!Buffer.isBuffer(message)) throw new Error('the message was not made in one piece')
  return message
}
