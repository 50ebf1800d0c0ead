import { raw } from '@tendero/model'
import type { Endpoint } from '../kernel/endpoint.ts'
import type { Slice } from '../kernel/kernel.ts'
import { checkEndpoint } from './check-sender.action.ts'
import { contentPurpose } from './mail-content.ts'
import { dkimPurpose, passwordPurpose } from './mail-server.ts'
import { outboxEndpoints } from './outbox-endpoints.action.ts'
import { removeMails } from './remove-mails.job.ts'
import { sendDueMails, sendMails } from './send-mails.job.ts'
import { settingsEndpoints } from './settings-endpoints.action.ts'
import { suppressionEndpoints } from './suppression-endpoints.action.ts'
import { testEndpoint } from './test-endpoint.action.ts'

export { type Dns, DnsUnanswered, openDns } from './dns.ts'
export { keepPublicUrl } from './mail-setting.sql.ts'
export { publicUrl } from './public-url.sql.ts'
export { type OutgoingMail, queueMail } from './queue-mail.action.ts'

const setting = { schema: 'tendero', table: 'mail_setting', key: ['workspace_id'] } as const

export const mailEndpoints: readonly Endpoint[] = [
  ...settingsEndpoints,
  ...outboxEndpoints,
  ...suppressionEndpoints,
  testEndpoint,
  checkEndpoint,
]

/** Mail to people: written down with the work that causes it, sent by jobs, read in the outbox. */
export const mail: Slice = {
  endpoints: mailEndpoints,
  subscribers: [sendMails],
  schedules: [sendDueMails, removeMails],
  sealedColumns: [
    { ...setting, column: 'password', purpose: ({ workspace_id = '' }) => passwordPurpose(workspace_id) },
    { ...setting, column: 'dkim_key', purpose: ({ workspace_id = '' }) => dkimPurpose(workspace_id) },
    {
      schema: 'tendero',
      table: 'mail',
      column: 'content',
      key: ['workspace_id', 'id'],
      where: raw('secret'),
      purpose: ({ workspace_id = '' }) => contentPurpose(workspace_id),
    },
  ],
}
