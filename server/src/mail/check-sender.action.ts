import type { SenderCheck } from '@tendero/model'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import { openDns } from './dns.ts'
import { mailDomain } from './mail-domain.ts'
import { sendingServer } from './mail-server.ts'
import { readMailSetting } from './mail-setting.sql.ts'
import { requireAdministrator } from './require-administrator.ts'
import { type CheckedSender, checkDkim, checkDmarc, checkSpf } from './sender-records.ts'

export const checkEndpoint: Endpoint = endpoint({
  method: 'GET',
  path: '/mail/sender-check',
  summary: 'Whether the DNS lets receivers trust the address that mail comes from: SPF, DKIM and DMARC.',
  handle: check,
})

async function check(request: ApiRequest): Promise<SenderCheck> {
  requireAdministrator(request.caller)
  const sender = await checkedSender(request)
  const dns = openDns(request.kernel.mail.dnsServers)
  const [spf, dkim, dmarc] = await Promise.all([checkSpf(dns, sender), checkDkim(dns, sender), checkDmarc(dns, sender)])
  return { domain: sender.domain, spf, dkim, dmarc }
}

async function checkedSender({ kernel, caller }: ApiRequest): Promise<CheckedSender> {
  const { workspaceId } = caller.actor
  const setting = await kernel.database.read(workspaceId, readMailSetting)
  const sending = sendingServer(kernel, workspaceId, setting)
  if (!sending) throw new Failure(409, 'no_mail_server')
  const { address } = sending.from
  const { dkim_public: publicKey } = setting
  return {
    domain: mailDomain(address),
    address,
    host: sending.server.host,
    dkim: sending.dkim && publicKey ? { ...sending.dkim, publicKey } : undefined,
  }
}
