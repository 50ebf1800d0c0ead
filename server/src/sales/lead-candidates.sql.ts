import {
  and,
  type Candidate,
  type ConversionCandidates,
  folded,
  isId,
  join,
  type ObjectType,
  or,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import { companyDomain, companyNameKey, siteDomain } from '../duplicates/index.ts'
import { mayUseField } from '../kernel/actor.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { notFound } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import { type Reading, readingFor, readRecord, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { titleOf } from '../kernel/record-select.ts'
import { candidateScore, leastSimilarity, type Resemblance, ranked } from './candidate-score.ts'

/** What a lead says that a customer may say too. */
interface Clues {
  readonly email: string | null
  readonly phone: string | null
  readonly domain: string | null
  readonly company: string | null
  /** As `companyNameKey` makes it. */
  readonly companyName: string | null
  readonly person: string | null
}

/** Looked at for each clue, and offered of each object. */
const mostFound = 50
const mostOffered = 10

/**
 * The accounts, contacts and open opportunities that a lead may be about, ranked; only what the actor may see, found
 * only by fields that they may read.
 */
export async function conversionCandidates(reading: Reading, lead: string): Promise<ConversionCandidates> {
  const object = reading.model.objects.get('lead')
  if (!object) throw new Error('there are no leads')
  const clues = cluesOf(JSON.parse(await readRecord(reading, object, lead)))
  // Less alike than this is no reason: the index need not find it.
  reading.tx.send(sql`set local pg_trgm.similarity_threshold = ${raw(String(leastSimilarity))}`)
  const [found, people] = await Promise.all([accountCandidates(reading, clues), contactCandidates(reading, clues)])
  const accounts = ranked(
    found.map(({ id, title, similarity, ...one }) => {
      const isNamesake = clues.companyName !== null && companyNameKey(title) === clues.companyName
      const reasons: readonly Resemblance[] = isNamesake ? [...one.found, 'same_name'] : one.found
      return { id, title, ...candidateScore('account', reasons, similarity) }
    }),
    mostOffered,
  )
  const contacts = ranked(withAccounts(people, accounts), mostOffered)
  return { accounts, contacts, opportunities: await openDeals(reading, accounts) }
}

function cluesOf(lead: Readonly<Record<string, unknown>>): Clues {
  const { phone, email } = lead
  const e164 = typeof phone === 'object' && phone !== null && 'e164' in phone ? phone.e164 : null
  const person = [lead.firstName, lead.lastName].filter(Boolean).join(' ')
  return {
    email: typeof email === 'string' ? email.toLowerCase() : null,
    phone: typeof e164 === 'string' ? e164 : null,
    domain: companyDomain(email) ?? siteDomain(lead.website),
    company: typeof lead.company === 'string' ? folded(lead.company) : null,
    companyName: (typeof lead.company === 'string' && companyNameKey(lead.company)) || null,
    person: person ? folded(person) : null,
  }
}

/** A piece of a UNION ALL: id, reason, similarity. */
function evidence(
  { actor }: Reading,
  clue: string | null,
  object: string,
  field: string,
  piece: () => Sql,
): readonly Sql[] {
  return clue !== null && mayUseField(actor, object, field, 'read') ? [limited(piece())] : []
}

const limited = (piece: Sql) => sql`(${piece} limit ${raw(String(mostFound))})`

function byValue(reading: Reading, object: 'account' | 'contact', { email, phone }: Clues): readonly Sql[] {
  const { workspaceId } = reading.actor
  const key = raw(`${object}_id`)
  const point = (value: string | null, kind: Resemblance) => sql`
    select p.${key} as id, ${kind}::text as reason, 0::real as similarity from app.contact_point p
    where p.workspace_id = ${workspaceId} and lower(p.normalized) = ${value} and p.deleted_at is null and p.${key} is not null`
  return [
    ...evidence(reading, email, object, 'email', () => point(email, 'email')),
    ...evidence(reading, phone, object, 'phone', () => point(phone, 'phone')),
  ]
}

function byName({ actor }: Reading, object: string, name: string | null): Sql {
  return sql`select s.record_id as id, 'name' as reason, similarity(s.trgm, ${name}::text) as similarity
    from app.search_document s where s.workspace_id = ${actor.workspaceId} and s.object = ${object} and s.trgm % ${name}::text
    order by 3 desc`
}

/** Words of the domain stand in the index: of addresses and of web sites, each looked at by who may read it. */
function byDomain({ actor }: Reading, object: 'account' | 'contact', domain: string | null): readonly Sql[] {
  const reads = (field: string) => domain !== null && mayUseField(actor, object, field, 'read')
  const same = [
    ...(reads('email') ? [sql`lower(split_part(t.email, '@', 2)) = ${domain}`] : []),
    ...(object === 'account' && reads('website')
      ? [sql`t.website ~* ${`^https?://(www[.])?${pattern(domain)}([:/?#]|$)`}`]
      : []),
  ]
  if (same.length === 0) return []
  const words = (folded(domain ?? '').match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `'${word}'`).join(' & ')
  const id = object === 'account' ? raw('t.id') : raw('t.account_id')
  const found = sql`select ${id} as id, 'domain' as reason, 0::real as similarity from app.search_document s
    join ${readTable({ table: object })} t on t.workspace_id = ${actor.workspaceId} and t.id = s.record_id
    where s.workspace_id = ${actor.workspaceId} and s.object = ${object} and s.tsv @@ ${words}::tsquery
      and t.deleted_at is null and ${id} is not null and ${or(same)}`
  return [limited(found)]
}

function pattern(domain: string | null): string {
  return (domain ?? '').replace(/[.+*?^$()[\]{}|\\]/g, '\\$&')
}

function accountCandidates(reading: Reading, clues: Clues): Promise<readonly Found[]> {
  const mayReadAccount = mayUseField(reading.actor, 'contact', 'account', 'read')
  return candidates(reading, 'account', [
    ...byValue(reading, 'account', clues),
    ...evidence(reading, clues.company ?? clues.person, 'account', 'name', () =>
      byName(reading, 'account', clues.company ?? clues.person),
    ),
    ...byDomain(reading, 'account', clues.domain),
    ...(mayReadAccount ? byDomain(reading, 'contact', clues.domain) : []),
  ])
}

function contactCandidates(reading: Reading, clues: Clues): Promise<readonly Found[]> {
  return candidates(reading, 'contact', [
    ...byValue(reading, 'contact', clues),
    ...evidence(reading, clues.person, 'contact', 'name', () => byName(reading, 'contact', clues.person)),
  ])
}

interface Found {
  readonly id: string
  readonly title: string
  readonly account: string | null
  readonly found: readonly Resemblance[]
  readonly similarity: number
}

async function candidates(
  reading: Reading,
  name: 'account' | 'contact',
  pieces: readonly Sql[],
): Promise<readonly Found[]> {
  const object = reading.model.objects.get(name)
  if (!object || pieces.length === 0) return []
  const account =
    name === 'contact' && mayUseField(reading.actor, 'contact', 'account', 'read')
      ? raw('t.account_id')
      : raw('null::uuid')
  return reading.tx.rows<Found>(sql`
    select t.id, ${titleFor(reading, object)} as title, ${account} as account, f.found, f.similarity from (
      select e.id, array_agg(distinct e.reason) as found, max(e.similarity) as similarity
      from (${join(pieces, ' union all ')}) e group by e.id) f
    join ${readTable(object)} t on t.workspace_id = ${reading.actor.workspaceId} and t.id = f.id
    where ${visible(reading, object, 't')}`)
}

function titleFor({ actor }: Reading, object: ObjectType): Sql {
  return mayUseField(actor, object.name, object.title, 'read') ? titleOf(actor, object, 't') : raw("''")
}

/** Contacts of an account that is itself a candidate are likelier; that alone is no reason. */
function withAccounts(contacts: readonly Found[], accounts: readonly Candidate[]): readonly Candidate[] {
  const likely = new Set(accounts.map((one) => one.id))
  return contacts.map(({ id, title, account, found, similarity }) => {
    const alone = candidateScore('contact', found, similarity)
    const together =
      account && likely.has(account) ? candidateScore('contact', [...found, 'account'], similarity) : alone
    return { id, title, ...(alone.reasons.length > 0 ? together : alone) }
  })
}

/** Open deals of the accounts, the likeliest account's first, the newest first. */
async function openDeals(reading: Reading, accounts: readonly Candidate[]): Promise<readonly Candidate[]> {
  const object = reading.model.objects.get('opportunity')
  const scores = new Map(accounts.map((one) => [one.id, one.score]))
  if (!object || scores.size === 0 || !mayUseField(reading.actor, 'opportunity', 'account', 'read')) return []
  const rows = await reading.tx.rows<{ id: string; title: string; account: string }>(sql`
    select t.id, ${titleFor(reading, object)} as title, t.account_id as account from ${readTable(object)} t
    where ${and([visible(reading, object, 't'), sql`t.account_id = any(${[...scores.keys()]}::uuid[])`, sql`t.status = 'open'`])}
    order by t.updated_at desc, t.id limit ${raw(String(mostFound))}`)
  const deals = rows.map(
    ({ id, title, account }): Candidate => ({ id, title, score: scores.get(account) ?? 0, reasons: ['account'] }),
  )
  return [...deals].sort((a, b) => b.score - a.score).slice(0, mostOffered)
}

export const candidatesEndpoint: Endpoint = endpoint({
  method: 'GET',
  path: '/leads/{id}/conversion',
  summary: 'The accounts, contacts and open opportunities that a lead may be about, ranked, with the reasons.',
  handle({ kernel, caller, params: { id } }) {
    const lead = caller.model.objects.get('lead')
    if (!lead || !isId(id)) throw notFound()
    requireVerb(caller.actor, lead, 'read')
    return kernel.database.read(caller.actor.workspaceId, (tx) =>
      conversionCandidates(readingFor(kernel, caller, tx), id),
    )
  },
})
