import { BlockList, isIP, isIPv4 } from 'node:net'
import type { SenderFinding } from '@tendero/model'
import type { Dns } from './dns.ts'
import { isSpf, readSpf, type SpfRecord, type SpfTerm } from './spf-record.ts'

/** RFC 7208, 4.6.4: a receiver that would need more gives up. */
const mostLookups = 10
const mostVoidLookups = 2

/** What a domain's record says about an address; `error` where a receiver gives up. */
export type SpfResult =
  | { readonly result: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none'; readonly lookups: number }
  | { readonly result: 'error'; readonly finding: SenderFinding }

class SpfError extends Error {
  readonly finding: SenderFinding
  constructor(finding: SenderFinding) {
    super(finding)
    this.finding = finding
  }
}

interface Count {
  lookups: number
  voids: number
}

/** Evaluates a domain's record for an address that sends, as receivers do. */
export async function evaluateSpf(dns: Dns, domain: string, address: string): Promise<SpfResult> {
  const count: Count = { lookups: 0, voids: 0 }
  try {
    return { result: await check({ dns, address, count }, domain), lookups: count.lookups }
  } catch (error) {
    if (error instanceof SpfError) return { result: 'error', finding: error.finding }
    throw error
  }
}

interface Evaluation {
  readonly dns: Dns
  readonly address: string
  readonly count: Count
}

type Plain = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none'

const results = { '+': 'pass', '-': 'fail', '~': 'softfail', '?': 'neutral' } as const

async function check(evaluation: Evaluation, domain: string): Promise<Plain> {
  const records = (await evaluation.dns.texts(domain)).filter(isSpf)
  if (records.length > 1) throw new SpfError('several_records')
  const record: SpfRecord | undefined =
    records[0] === undefined ? { terms: [], redirect: undefined } : readSpf(records[0])
  if (!record) throw new SpfError('bad_syntax')
  if (records.length === 0) return 'none'
  for (const term of record.terms) if (await matches(evaluation, term, domain)) return results[term.qualifier]
  if (!record.redirect) return 'neutral'
  countLookup(evaluation)
  return check(evaluation, record.redirect)
}

function countLookup({ count }: Evaluation): void {
  count.lookups += 1
  if (count.lookups > mostLookups) throw new SpfError('too_many_lookups')
}

async function matches(evaluation: Evaluation, term: SpfTerm, domain: string): Promise<boolean> {
  const { mechanism, value } = term
  if (mechanism === 'all') return true
  if (mechanism === 'ip4' || mechanism === 'ip6') return within(evaluation.address, value, term)
  countLookup(evaluation)
  // What depends on the mail itself is counted, and not followed.
  if (value.includes('%') || mechanism === 'ptr') return false
  if (mechanism === 'include') return includes(evaluation, value)
  const name = value || domain
  if (mechanism === 'mx') return mailHostMatches(evaluation, name, term)
  const found = notVoid(evaluation, await evaluation.dns.addresses(name))
  return mechanism === 'exists' ? found.some(isIPv4) : found.some((one) => within(evaluation.address, one, term))
}

async function includes(evaluation: Evaluation, domain: string): Promise<boolean> {
  const result = await check(evaluation, domain)
  if (result === 'none') throw new SpfError('bad_syntax')
  return result === 'pass'
}

async function mailHostMatches(evaluation: Evaluation, name: string, term: SpfTerm): Promise<boolean> {
  const hosts = notVoid(evaluation, await evaluation.dns.mailHosts(name)).slice(0, mostLookups)
  const found = await Promise.all(hosts.map((host) => evaluation.dns.addresses(host)))
  return found.flat().some((one) => within(evaluation.address, one, term))
}

function notVoid<T>({ count }: Evaluation, answers: readonly T[]): readonly T[] {
  if (answers.length === 0) count.voids += 1
  if (count.voids > mostVoidLookups) throw new SpfError('too_many_void_lookups')
  return answers
}

function within(address: string, network: string, { bits }: SpfTerm): boolean {
  const family = isIP(network)
  if (family === 0) throw new SpfError('bad_syntax')
  if (family !== isIP(address)) return false
  const list = new BlockList()
  const type = family === 4 ? 'ipv4' : 'ipv6'
  list.addSubnet(network, family === 4 ? bits.ip4 : bits.ip6, type)
  return list.check(address, type)
}
