import type { MailSettings } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, emailAddress } from '../kernel/accept-body.ts'
import { write } from '../kernel/action.ts'
import { noteAudit } from '../kernel/audit.ts'
import type { Context } from '../kernel/context.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import { webOrigin } from '../platform/mail-environment.ts'
import { newDkimKey } from './dkim-key.ts'
import { mailDomain } from './mail-domain.ts'
import { dkimPurpose, passwordPurpose, sendingServer } from './mail-server.ts'
import { type MailSettingRow, readMailSetting, writeDkim, writeMailSetting } from './mail-setting.sql.ts'
import { keepQueued } from './outbox.sql.ts'
import { mailQueuedTopic } from './queue-mail.action.ts'
import { requireAdministrator } from './require-administrator.ts'
import { shownSettings } from './shown-settings.sql.ts'

/** Where mail servers listen; others only where the operator lets a server be in the own network too. */
const mailPorts = [25, 465, 587, 2525]
const mostPerMinute = 10_000

/** One line: it becomes a header, or a command to a server. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text), { params: { code: 'control_characters' } })

const hostName = line(253).refine((text) => /^[\p{L}\p{N}.:-]+$/u.test(text), { params: { code: 'not_a_host' } })

const settings = z.strictObject({
  publicUrl: line(500)
    .refine((text) => webOrigin(text) !== undefined, { params: { code: 'not_a_url' } })
    .nullable(),
  server: z
    .strictObject({
      host: hostName,
      port: z.int().min(1).max(65_535),
      security: z.enum(['tls', 'starttls', 'none']),
      user: line(500).nullable(),
      password: z.string().max(1_000).optional(),
    })
    .nullable(),
  fromName: line(200).nullable(),
  fromAddress: emailAddress.nullable(),
  replyTo: emailAddress.nullable(),
  perMinute: z.int().min(1).max(mostPerMinute),
})

const signing = z.strictObject({
  selector: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
    .optional(),
})

type Settings = z.infer<typeof settings>

export const settingsEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/mail/settings',
    summary: 'How the workspace sends mail, without its secrets.',
    handle: read,
  }),
  endpoint({
    method: 'PUT',
    path: '/mail/settings',
    summary:
      'Sets how the workspace sends mail. A password that is left out stays while host, port, security and user do.',
    input: settings,
    handle: change,
  }),
  endpoint({
    method: 'POST',
    path: '/mail/dkim',
    summary: 'Makes a key to sign mail with, in place of an earlier one; the answer has the record for the DNS.',
    input: signing,
    handle: makeKey,
  }),
  endpoint({
    method: 'DELETE',
    path: '/mail/dkim',
    summary: 'Signs mail no more.',
    handle: removeKey,
  }),
]

async function read({ kernel, caller }: Pick<ApiRequest, 'kernel' | 'caller'>): Promise<MailSettings> {
  requireAdministrator(caller)
  return kernel.database.read(caller.actor.workspaceId, (tx) => shownSettings(kernel, tx))
}

async function change(request: ApiRequest): Promise<MailSettings> {
  const { kernel, caller, body } = request
  requireAdministrator(caller)
  const wanted = acceptBody(settings, body)
  checkServer(request, wanted)
  await write(kernel, caller, (ctx) => keepSettings(ctx, wanted))
  return read(request)
}

function checkServer({ kernel }: ApiRequest, { server, fromAddress }: Settings): void {
  if (!server) return
  if (!fromAddress) throw invalid({ fromAddress: { code: 'required' } })
  if (!kernel.mail.privateServers && !mailPorts.includes(server.port))
    throw invalid({ 'server.port': { code: 'not_a_mail_port', details: { ports: mailPorts.join(', ') } } })
}

async function keepSettings(ctx: Context, wanted: Settings): Promise<void> {
  const { kernel, tx } = ctx
  const { server } = wanted
  const before = await readMailSetting(tx)
  await writeMailSetting(tx, {
    public_url: wanted.publicUrl === null ? null : (webOrigin(wanted.publicUrl) ?? null),
    host: server?.host ?? null,
    port: server?.port ?? null,
    security: server?.security ?? null,
    user_name: server?.user ?? null,
    password: server?.user ? keptPassword(ctx, server, before) : null,
    from_name: wanted.fromName,
    from_address: wanted.fromAddress,
    reply_to: wanted.replyTo,
    per_minute: wanted.perMinute,
  })
  noteAudit(ctx, { action: 'mail.settings_changed', detail: told(wanted) })
  if (sendingServer(kernel, tx.workspaceId, await readMailSetting(tx))) ctx.emit(mailQueuedTopic, {})
  else keepQueued(tx)
}

/** What was set, for the audit log: of the password only whether it is another. */
function told({ server, ...settings }: Settings): Readonly<Record<string, unknown>> {
  if (!server) return { ...settings, server: null }
  const { password, ...rest } = server
  return { ...settings, server: { ...rest, ...(password ? { password: 'changed' } : {}) } }
}

/** Sealed. One that is kept goes to nobody but the server it was given for. @throws Failure 422 */
function keptPassword(
  { kernel, tx }: Context,
  { host, port, security, user, password }: NonNullable<Settings['server']>,
  before: MailSettingRow,
): string {
  if (password) return kernel.secrets.seal(password, passwordPurpose(tx.workspaceId))
  const same = before.host === host && before.port === port && before.security === security && before.user_name === user
  if (!same || !before.password) throw invalid({ 'server.password': { code: 'required' } })
  return before.password
}

async function makeKey(request: ApiRequest): Promise<MailSettings> {
  const { kernel, caller, body } = request
  requireAdministrator(caller)
  const { selector = 'tendero' } = acceptBody(signing, body ?? {})
  const { privateKey, publicKey } = await newDkimKey()
  await write(kernel, caller, async (ctx) => {
    const { tx } = ctx
    const { from_address } = await readMailSetting(tx)
    if (!from_address) throw new Failure(409, 'no_mail_server')
    noteAudit(ctx, { action: 'mail.settings_changed', detail: { dkim: 'made', selector } })
    await writeDkim(tx, {
      dkim_domain: mailDomain(from_address),
      dkim_selector: selector,
      dkim_key: kernel.secrets.seal(privateKey, dkimPurpose(tx.workspaceId)),
      dkim_public: publicKey,
    })
  })
  return read(request)
}

async function removeKey(request: ApiRequest): Promise<MailSettings> {
  const { kernel, caller } = request
  requireAdministrator(caller)
  const none = { dkim_domain: null, dkim_selector: null, dkim_key: null, dkim_public: null }
  await write(kernel, caller, async (ctx) => {
    noteAudit(ctx, { action: 'mail.settings_changed', detail: { dkim: 'removed' } })
    await writeDkim(ctx.tx, none)
  })
  return read(request)
}
