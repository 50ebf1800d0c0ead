import type { Kernel } from '../kernel/kernel.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { type MailSettingRow, readMailSetting } from './mail-setting.sql.ts'

/**
 * Where links in mails lead. Never taken from the request that asks for a mail, whose Host anybody may write: what the
 * operator says, else what the workspace keeps (its founder's browser said it, an administrator may change it), else
 * where the program listens.
 * @param path with its slash, like `/invitation/abc`
 */
export async function publicUrl(
  { kernel, tx }: { readonly kernel: Pick<Kernel, 'mail'>; readonly tx: Transaction },
  path: string,
): Promise<string> {
  return `${publicOrigin(kernel, await readMailSetting(tx))}${path}`
}

export function publicOrigin(
  { mail }: Pick<Kernel, 'mail'>,
  { public_url }: Pick<MailSettingRow, 'public_url'>,
): string {
  return mail.publicUrl ?? public_url ?? mail.localUrl
}
