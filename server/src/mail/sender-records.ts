import { isIP } from 'node:net'
import type { SenderFinding, SenderRecord } from '@tendero/model'
import { dkimRecordName, dkimRecordValue } from './dkim-key.ts'
import { type Dns, DnsUnanswered } from './dns.ts'
import { evaluateSpf } from './evaluate-spf.ts'
import { isSpf, readSpf } from './spf-record.ts'

/** A sender whose records are checked. */
export interface CheckedSender {
  /** Of the address that mail comes from. */
  readonly domain: string
  readonly address: string
  /** The server that mail goes through. */
  readonly host: string
  /** Undefined when mail is not signed here. */
  readonly dkim: { readonly domain: string; readonly selector: string; readonly publicKey: string } | undefined
}

/** May the server send for the domain (RFC 7208)? The server may hand mail on from other addresses, which it alone knows. */
export function checkSpf(dns: Dns, { domain, host }: CheckedSender): Promise<SenderRecord> {
  return answered(domain, async () => {
    const found = (await dns.texts(domain)).filter(isSpf)
    const [record] = found
    if (record === undefined) return told('missing', domain, { wanted: `v=spf1 ${termFor(host)} ~all` })
    if (found.length > 1) return told('wrong', domain, { found, findings: ['several_records'] })
    const findings = await spfFindings(dns, domain, record, host)
    const verdict = findings.some((one) => one !== 'server_not_allowed')
      ? 'wrong'
      : findings.length > 0
        ? 'unknown'
        : 'good'
    const wanted = findings.includes('server_not_allowed') ? withServer(record, host) : null
    return told(verdict, domain, { found, findings, wanted })
  })
}

async function spfFindings(dns: Dns, domain: string, record: string, host: string): Promise<readonly SenderFinding[]> {
  const read = readSpf(record)
  if (!read) return ['bad_syntax']
  const closing = read.terms.find(({ mechanism }) => mechanism === 'all')
  const findings: SenderFinding[] = []
  if (closing?.qualifier === '+') findings.push('allows_everybody')
  if (!closing && !read.redirect) findings.push('no_closing_rule')
  const addresses = isIP(host) ? [host] : await dns.addresses(host)
  // An address of nobody, so that every rule is asked.
  const results = await Promise.all(['192.0.2.1', ...addresses].map((one) => evaluateSpf(dns, domain, one)))
  for (const one of results) if (one.result === 'error' && !findings.includes(one.finding)) findings.push(one.finding)
  const allowed = results.slice(1).some(({ result }) => result === 'pass')
  if (!allowed && !results.some(({ result }) => result === 'error')) findings.push('server_not_allowed')
  return findings
}

/** How a record names a server that may send. */
function termFor(host: string): string {
  const family = isIP(host)
  return family === 0 ? `a:${host}` : `ip${family}:${host}`
}

function withServer(record: string, host: string): string {
  const words = record.split(/\s+/)
  const closing = words.findIndex((word) => /^[+?~-]?all$/i.test(word) || /^redirect=/i.test(word))
  words.splice(closing < 0 ? words.length : closing, 0, termFor(host))
  return words.join(' ')
}

/** Does the DNS hold the key that mail is signed with (RFC 6376)? */
export function checkDkim(dns: Dns, { domain, dkim }: CheckedSender): Promise<SenderRecord> {
  if (!dkim) return Promise.resolve(told('unknown', domain, { findings: ['not_signed'] }))
  const name = dkimRecordName(dkim.selector, dkim.domain)
  return answered(name, async () => {
    const wanted = dkimRecordValue(dkim.publicKey)
    const found = await dns.texts(name)
    if (found.length === 0) return told('missing', name, { wanted })
    if (found.length > 1) return told('wrong', name, { found, findings: ['several_records'], wanted })
    const tags = readTags(found[0] ?? '')
    const key = tags.get('p')?.replace(/\s+/g, '')
    if (key === undefined) return told('wrong', name, { found, findings: ['bad_syntax'], wanted })
    if (key === '') return told('wrong', name, { found, findings: ['revoked_key'], wanted })
    if (key !== dkim.publicKey) return told('wrong', name, { found, findings: ['other_key'], wanted })
    return told('good', name, { found })
  })
}

/** Does the domain tell receivers what to do with mail that is not its own (RFC 7489), and does ours count as its own? */
export async function checkDmarc(dns: Dns, sender: CheckedSender): Promise<SenderRecord> {
  const own = `_dmarc.${sender.domain}`
  return answered(own, async () => {
    for (const name of policyNames(sender.domain)) {
      const found = (await dns.texts(name)).filter((text) => /^v\s*=\s*DMARC1\b/i.test(text))
      if (found.length > 1) return told('wrong', name, { found, findings: ['several_records'] })
      if (found[0] !== undefined) return policyTold(name, found[0], sender)
    }
    return told('missing', own, { wanted: `v=DMARC1; p=none; rua=mailto:${sender.address}` })
  })
}

/** The domain itself, then those above it: where none is below, that of the whole organisation holds. */
function policyNames(domain: string): readonly string[] {
  const labels = domain.split('.')
  return labels.slice(0, -1).map((_, index) => `_dmarc.${labels.slice(index).join('.')}`)
}

function policyTold(name: string, record: string, { domain, dkim }: CheckedSender): SenderRecord {
  const tags = readTags(record)
  const found = [record]
  const policy = tags.get('p')?.toLowerCase()
  if (policy !== 'none' && policy !== 'quarantine' && policy !== 'reject')
    return told('wrong', name, { found, findings: ['bad_syntax'] })
  if (dkim && !isAligned(dkim.domain, domain, tags.get('adkim')?.toLowerCase() === 's'))
    return told('wrong', name, { found, findings: ['not_aligned'] })
  return told('good', name, { found, findings: policy === 'none' ? ['policy_none'] : [] })
}

/** Without a list of public suffixes: the same domain, or one below the other. */
function isAligned(signing: string, from: string, strict: boolean): boolean {
  return signing === from || (!strict && (signing.endsWith(`.${from}`) || from.endsWith(`.${signing}`)))
}

function readTags(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(';').flatMap((part) => {
      const [name = '', ...value] = part.split('=')
      return /^[a-z]\w*$/i.test(name.trim()) && value.length > 0
        ? [[name.trim().toLowerCase(), value.join('=').trim()] as const]
        : []
    }),
  )
}

type Told = Partial<Pick<SenderRecord, 'found' | 'findings' | 'wanted'>>

function told(verdict: SenderRecord['verdict'], name: string, { found = [], findings = [], wanted = null }: Told) {
  return { verdict, name, found: found.map(shortened), findings, wanted }
}

const longestShown = 1_000

/** Anybody may write what stands in the DNS. */
function shortened(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, longestShown)
}

async function answered(name: string, check: () => Promise<SenderRecord>): Promise<SenderRecord> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof DnsUnanswered) return told('unknown', name, { findings: ['no_answer'] })
    throw error
  }
}
