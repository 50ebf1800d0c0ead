import type { Kernel } from '../kernel/kernel.ts'
import type { MailAddress, MailServer } from '../platform/mail-environment.ts'
import type { MailSettingRow } from './mail-setting.sql.ts'

/** Who takes a workspace's mail, and whom it comes from. */
export interface SendingServer {
  readonly server: MailServer
  readonly from: MailAddress
  readonly replyTo: string | undefined
  /** Undefined for mail that is not signed. */
  readonly dkim: { readonly domain: string; readonly selector: string; readonly privateKey: string } | undefined
  /** May the server be on this machine or its network? */
  readonly allowPrivate: boolean
}

/** A workspace's own server, else the instance's; undefined when there is none, and mail is kept. */
export function sendingServer(
  kernel: Pick<Kernel, 'mail' | 'secrets'>,
  workspaceId: string,
  setting: MailSettingRow,
): SendingServer | undefined {
  const { mail, secrets } = kernel
  const { host, port, security, user_name, password, from_address, from_name, reply_to } = setting
  const replyTo = reply_to ?? undefined
  if (host && port && security && from_address) {
    const server = {
      host,
      port,
      security,
      user: user_name ?? undefined,
      password: password ? secrets.open(password, passwordPurpose(workspaceId)) : undefined,
    }
    const from = { address: from_address, ...(from_name ? { name: from_name } : {}) }
    return { server, from, replyTo, dkim: signing(kernel, workspaceId, setting), allowPrivate: mail.privateServers }
  }
  if (!mail.server) return undefined
  const { from, ...server } = mail.server
  return {
    server,
    from: { ...from, ...(from_name ? { name: from_name } : {}) },
    replyTo,
    dkim: undefined,
    allowPrivate: true,
  }
}

function signing(
  { secrets }: Pick<Kernel, 'secrets'>,
  workspaceId: string,
  { dkim_domain: domain, dkim_selector: selector, dkim_key: key }: MailSettingRow,
): SendingServer['dkim'] {
  if (!domain || !selector || !key) return undefined
  return { domain, selector, privateKey: secrets.open(key, dkimPurpose(workspaceId)) }
}

export function passwordPurpose(workspaceId: string): string {
  return `mail.password ${workspaceId}`
}

export function dkimPurpose(workspaceId: string): string {
  return `mail.dkim ${workspaceId}`
}
