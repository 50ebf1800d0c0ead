import { Resolver } from 'node:dns/promises'

/** What a check asks the DNS; an empty list when there is nothing of that name. @throws DnsUnanswered */
export interface Dns {
  /** The texts, each in one piece. */
  texts(name: string): Promise<readonly string[]>
  /** IPv4 and IPv6. */
  addresses(name: string): Promise<readonly string[]>
  /** The hosts that take a domain's mail. */
  mailHosts(name: string): Promise<readonly string[]>
}

/** Nobody answered, so nobody knows. */
export class DnsUnanswered extends Error {}

const nothing = new Set(['ENODATA', 'ENOTFOUND'])

/** @param servers as `address:port`; the system's own when none */
export function openDns(servers: readonly string[]): Dns {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  if (servers.length > 0) resolver.setServers(servers)
  return {
    texts: async (name) => (await answered(resolver.resolveTxt(name))).map((parts) => parts.join('')),
    addresses: async (name) =>
      (await Promise.all([answered(resolver.resolve4(name)), answered(resolver.resolve6(name))])).flat(),
    mailHosts: async (name) => (await answered(resolver.resolveMx(name))).map(({ exchange }) => exchange),
  }
}

async function answered<T>(question: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await question
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (nothing.has(code)) return []
    // A name that cannot be asked for is not there.
    if (code === 'EBADNAME') return []
    throw new DnsUnanswered(code)
  }
}
