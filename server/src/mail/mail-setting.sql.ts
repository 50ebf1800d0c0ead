import { type MailFailure, type MailSecurity, sql } from '@tendero/model'
import type { Transaction } from '../kernel/transaction.ts'

/** How a workspace sends, as it is kept: secrets are sealed. */
export interface MailSettingRow {
  readonly public_url: string | null
  readonly host: string | null
  readonly port: number | null
  readonly security: MailSecurity | null
  readonly user_name: string | null
  /** Sealed. */
  readonly password: string | null
  readonly from_name: string | null
  readonly from_address: string | null
  readonly reply_to: string | null
  readonly per_minute: number
  readonly dkim_domain: string | null
  readonly dkim_selector: string | null
  /** Sealed. */
  readonly dkim_key: string | null
  readonly dkim_public: string | null
  /** Times in a row that the server could not be reached or would not talk to us. */
  readonly failures: number
  readonly resting_until: Date | null
  readonly failure: MailFailure | null
  readonly answer: string | null
}

const unset: MailSettingRow = {
  public_url: null,
  host: null,
  port: null,
  security: null,
  user_name: null,
  password: null,
  from_name: null,
  from_address: null,
  reply_to: null,
  per_minute: 30,
  dkim_domain: null,
  dkim_selector: null,
  dkim_key: null,
  dkim_public: null,
  failures: 0,
  resting_until: null,
  failure: null,
  answer: null,
}

export async function readMailSetting(tx: Transaction): Promise<MailSettingRow> {
  const [row] = await tx.rows<MailSettingRow>(
    sql`select s.* from app.mail_setting s where s.workspace_id = ${tx.workspaceId}`,
  )
  return row ?? unset
}

/** @param url scheme, host and port, without a slash at its end */
export async function keepPublicUrl(tx: Transaction, url: string): Promise<void> {
  await tx.rows(sql`insert into tendero.mail_setting (workspace_id, public_url) values (${tx.workspaceId}, ${url})
    on conflict (workspace_id) do update set public_url = excluded.public_url`)
}

/** What an administrator sets; the password sealed. */
export type WrittenSetting = Pick<
  MailSettingRow,
  | 'public_url'
  | 'host'
  | 'port'
  | 'security'
  | 'user_name'
  | 'password'
  | 'from_name'
  | 'from_address'
  | 'reply_to'
  | 'per_minute'
>

/** Sets how a workspace sends; its server is tried again at once. */
export async function writeMailSetting(tx: Transaction, set: WrittenSetting): Promise<void> {
  await tx.rows(sql`
    insert into tendero.mail_setting (workspace_id, public_url, host, port, security, user_name, password, from_name,
      from_address, reply_to, per_minute)
    values (${tx.workspaceId}, ${set.public_url}, ${set.host}, ${set.port}, ${set.security}, ${set.user_name}, ${set.password},
      ${set.from_name}, ${set.from_address}, ${set.reply_to}, ${set.per_minute})
    on conflict (workspace_id) do update set public_url = excluded.public_url, host = excluded.host, port = excluded.port,
      security = excluded.security, user_name = excluded.user_name, password = excluded.password,
      from_name = excluded.from_name, from_address = excluded.from_address, reply_to = excluded.reply_to,
      per_minute = excluded.per_minute, failures = 0, resting_until = null, failure = null, answer = null`)
}

export type DkimSetting = Pick<MailSettingRow, 'dkim_domain' | 'dkim_selector' | 'dkim_key' | 'dkim_public'>

export async function writeDkim(tx: Transaction, dkim: DkimSetting): Promise<void> {
  await tx.rows(sql`insert into tendero.mail_setting (workspace_id, dkim_domain, dkim_selector, dkim_key, dkim_public)
    values (${tx.workspaceId}, ${dkim.dkim_domain}, ${dkim.dkim_selector}, ${dkim.dkim_key}, ${dkim.dkim_public})
    on conflict (workspace_id) do update set dkim_domain = excluded.dkim_domain, dkim_selector = excluded.dkim_selector,
      dkim_key = excluded.dkim_key, dkim_public = excluded.dkim_public`)
}
