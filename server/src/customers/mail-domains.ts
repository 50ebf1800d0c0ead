import { type Dns, DnsUnanswered } from '../mail/index.ts'

/** Domains that are asked for at once. */
const atOnce = 8

/**
 * Those of the domains that take no mail: they name no host for it, and are none themselves (RFC 5321, 5.1), or say so
 * (RFC 7505). Of whom nobody answers nothing is said.
 */
export async function maillessAmong(dns: Dns, domains: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (let at = 0; at < domains.length; at += atOnce)
    await Promise.all(
      domains.slice(at, at + atOnce).map(async (domain) => {
        if (!(await takesMail(dns, domain))) found.add(domain)
      }),
    )
  return found
}

async function takesMail(dns: Dns, domain: string): Promise<boolean> {
  try {
    const hosts = await dns.mailHosts(domain)
    if (hosts.length > 0) return hosts.some((host) => host !== '' && host !== '.')
    return (await dns.addresses(domain)).length > 0
  } catch (error) {
    if (error instanceof DnsUnanswered) return true
    throw error
  }
}
