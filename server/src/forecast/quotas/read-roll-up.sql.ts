import {
  and,
  columnNames,
  dayIn,
  type FiscalPeriod,
  type FiscalPeriodKind,
  type ForecastRollUp,
  fiscalPeriod,
  fiscalPeriodKinds,
  isFiscalPeriodStart,
  type ObjectType,
  type ProductQuota,
  type RollUpRow,
  raw,
  rollUpCategories,
  type Sql,
  sql,
} from '@tendero/model'
import { mayUseField, scopeOf } from '../../kernel/actor.ts'
import { forbidden } from '../../kernel/failure.ts'
import { teamsWithin } from '../../kernel/grants.ts'
import { type Reading, referenceTitles, visible } from '../../kernel/read-records.ts'
import { readTable } from '../../kernel/read-table.ts'
import { requireForecast, wrong } from '../read-forecast.sql.ts'
import { adjustmentsFor } from './adjustments.sql.ts'
import {
  type CategorySum,
  everybody,
  type PersonPlace,
  performance,
  type RolledRow,
  rollUp,
  type SubjectQuota,
  type TeamPlace,
} from './roll-up.ts'
import { lastSubmissions, subjectKey } from './submissions.sql.ts'

type Query = Readonly<Record<string, string | undefined>>

/** The period of a query: `period` of which kind, and `startsOn`; this quarter unless told. @throws Failure 422 `invalid_query` */
export function periodIn({ model, now }: Reading, { period = 'quarter', startsOn }: Query): FiscalPeriod {
  const kind = fiscalPeriodKinds.find((one) => one === period)
  if (!kind) throw wrong('period')
  const { timeZone, fiscalYearStart } = model.settings
  if (startsOn !== undefined && !isFiscalPeriodStart(kind, startsOn, fiscalYearStart)) throw wrong('startsOn')
  return fiscalPeriod(kind, startsOn ?? dayIn(timeZone, now), fiscalYearStart)
}

/**
 * What a period comes to as the reader may see it: deals by category along the tree of teams, with what was adjusted and
 * submitted, beside the quotas.
 * @throws Failure 403 for who may not read deals or one of the fields that it tells of
 */
export async function readRollUp(reading: Reading, period: FiscalPeriod): Promise<ForecastRollUp> {
  const { model, now } = reading
  requireRollUp(reading)
  const [sums, quotas, adjustments, submissions] = [
    await categorySums(reading, period),
    await quotasIn(reading, period),
    await adjustmentsFor(reading, period),
    await lastSubmissions(reading, period),
  ]
  const whole = quotas.filter(({ product, territory }) => product === null && territory === null)
  const places = placesOf(reading, sums, whole)
  const { total, rows } = rollUp({
    ...places,
    sums,
    adjustments: adjustments.filter(({ kind, subject }) => seesWhole(reading, { kind, id: subject })),
    quotas: subjectQuotas(whole, period.kind),
  })
  return {
    period,
    currency: model.settings.baseCurrency,
    asOf: dayIn(model.settings.timeZone, now),
    total,
    rows: rows.map(
      (row): RollUpRow => ({
        ...row,
        submission:
          row.id !== null && seesWhole(reading, row) ? (submissions.get(subjectKey(row.kind, row.id)) ?? null) : null,
        may: row.id !== null && seesWhole(reading, row) && mayJudge(reading, row),
      }),
    ),
    products: await productQuotas(reading, period, quotas, places),
    territories: await territoryRows(reading, period, quotas),
  }
}

/** @throws Failure 403 for who may not read deals or one of the fields that a roll-up tells of */
export function requireRollUp({ actor, model }: Pick<Reading, 'actor' | 'model'>): void {
  requireForecast({ actor, model })
  if (!mayUseField(actor, 'opportunity', 'forecastCategory', 'read'))
    throw forbidden({ object: 'opportunity', field: 'forecastCategory' })
}

/**
 * Does the reader see all deals of a person, or of a team and those below it? Then they are told what was said and submitted
 * of them, which tells of all.
 */
export function seesWhole(
  { actor, model }: Pick<Reading, 'actor' | 'model'>,
  { kind, id }: Pick<RolledRow, 'kind' | 'id'>,
): boolean {
  if (kind === 'person' && id === actor.userId) return true
  const scope = scopeOf(actor, 'opportunity', 'read')
  if (scope === 'all') return true
  const seen = teamsWithin(actor, scope)
  if (kind === 'team') return id !== null && teamsFrom(model, id).every((team) => seen.includes(team))
  const team = model.catalogue.get('user')?.get(id ?? '')?.team_id
  return typeof team === 'string' && seen.includes(team)
}

/** A team and all below it. */
function teamsFrom({ catalogue }: Reading['model'], id: string): readonly string[] {
  const teams = [...(catalogue.get('team')?.values() ?? [])].filter(({ deleted_at }) => deleted_at === null)
  const found = new Set([id])
  for (const above of found) for (const team of teams) if (team.parent_id === above) found.add(team.id)
  return [...found]
}

/** One's own, and those that one sets quotas for: may they be adjusted and submitted? */
export function mayJudge(
  { actor, model }: Pick<Reading, 'actor' | 'model'>,
  { kind, id }: Pick<RolledRow, 'kind' | 'id'>,
): boolean {
  if (kind === 'person' && id === actor.userId) return true
  const scope = scopeOf(actor, 'quota', 'edit')
  if (scope === 'all') return true
  const team = kind === 'team' ? id : model.catalogue.get('user')?.get(id ?? '')?.team_id
  return typeof team === 'string' && teamsWithin(actor, scope).includes(team)
}

/** Of the person themselves, or of who answers for the team. */
export function isOwnJudgement(
  { actor, model }: Pick<Reading, 'actor' | 'model'>,
  { kind, id }: { readonly kind: RolledRow['kind']; readonly id: string },
): boolean {
  return kind === 'person' ? id === actor.userId : model.catalogue.get('team')?.get(id)?.manager_id === actor.userId
}

export function objectIn({ model }: Pick<Reading, 'model'>, name: string): ObjectType {
  const object = model.objects.get(name)
  if (!object) throw new Error(`there is no object ${name}`)
  return object
}

/** A column of a table that is read under the alias `t`. */
export function columnOf(object: ObjectType, name: string, part = 0): Sql {
  const field = object.fields.get(name)
  return field ? raw(`t."${columnNames(field)[part]}"`) : raw('null')
}

const amountInBase = 2

/** The deals of a period under `t` that the reader may see: won within it, or open and expected to close in it. */
export function dealsIn(reading: Reading, { startsOn, endsOn }: FiscalPeriod, status: 'won' | 'open'): Sql {
  const object = objectIn(reading, 'opportunity')
  const day = columnOf(object, status === 'won' ? 'closedOn' : 'closeOn')
  return and([
    visible(reading, object, 't', { sought: 'many' }),
    sql`${columnOf(object, 'status')} = ${status}`,
    sql`${day} between ${startsOn}::date and ${endsOn}::date`,
  ])
}

async function categorySums(reading: Reading, period: FiscalPeriod): Promise<readonly CategorySum[]> {
  const object = objectIn(reading, 'opportunity')
  const column = (name: string, part = 0) => columnOf(object, name, part)
  const sums = (status: 'won' | 'open', category: Sql) => sql`
    select ${column('owner')} as person, case when ${column('owner')} is null then ${column('team')} end as team, ${category} as category,
      sum(coalesce(${column('amount', amountInBase)}, 0))::bigint as amount, count(*)::int as count
    from ${readTable(object)} t where ${dealsIn(reading, period, status)} group by 1, 2, 3`
  const rows = await reading.tx.rows<CategorySum>(
    sql`${sums('won', sql`'closed'`)} union all ${sums('open', column('forecastCategory'))}`,
  )
  return rows.filter(({ category }) => rollUpCategories.includes(category))
}

export interface QuotaRow {
  readonly id: string
  readonly person: string | null
  readonly team: string | null
  readonly product: string | null
  readonly territory: string | null
  readonly period: FiscalPeriodKind
  readonly amount: number
}

/** Quotas of the period and of shorter ones within it, as far as the reader sees them. */
async function quotasIn(reading: Reading, { kind, startsOn, endsOn }: FiscalPeriod): Promise<readonly QuotaRow[]> {
  const object = objectIn(reading, 'quota')
  const seen = scopeOf(reading.actor, object.name, 'read') !== 'none'
  if (!seen || !mayUseField(reading.actor, object.name, 'amount', 'read')) return []
  const shorter = fiscalPeriodKinds.slice(0, fiscalPeriodKinds.indexOf(kind) + 1)
  const column = (name: string, part = 0) => columnOf(object, name, part)
  const rows = await reading.tx.rows<QuotaRow>(sql`
    select t.id, ${column('owner')} as person, ${column('team')} as team, ${column('product')} as product,
      ${column('territory')} as territory, ${column('period')} as period,
      coalesce(${column('amount', amountInBase)}, 0)::bigint as amount
    from ${readTable(object)} t where ${visible(reading, object, 't', { sought: 'many' })}
      and ${column('period')} = any(${shorter}::text[]) and ${column('startsOn')} between ${startsOn}::date and ${endsOn}::date`)
  return rows.filter((row) => row.period !== kind || row.amount > 0)
}

const subjectOf = ({ person, team, territory }: QuotaRow) =>
  territory
    ? ({ kind: 'team', subject: territory } as const)
    : person
      ? ({ kind: 'person', subject: person } as const)
      : ({ kind: 'team', subject: team ?? everybody } as const)

/** Set for just the period, or else the sum of those of the longest shorter periods that there are. */
function subjectQuotas(quotas: readonly QuotaRow[], asked: FiscalPeriodKind): readonly SubjectQuota[] {
  const found = new Map<string, SubjectQuota>()
  for (const kind of fiscalPeriodKinds.toReversed()) {
    const sums = new Map<string, SubjectQuota>()
    for (const quota of quotas.filter(({ period }) => period === kind)) {
      const subject = subjectOf(quota)
      const key = subjectKey(subject.kind, subject.subject)
      const before = sums.get(key)?.amount ?? 0
      sums.set(key, { ...subject, amount: before + quota.amount, given: kind === asked })
    }
    for (const [key, quota] of sums) if (!found.has(key)) found.set(key, quota)
  }
  return [...found.values()]
}

interface Places {
  readonly teams: readonly TeamPlace[]
  readonly people: readonly PersonPlace[]
}

/** The teams and people that the reader may know of: of their teams, and whoever has deals or a quota that they see. */
function placesOf({ model, actor }: Reading, sums: readonly CategorySum[], quotas: readonly QuotaRow[]): Places {
  const users = model.catalogue.get('user') ?? new Map()
  const scope = scopeOf(actor, 'opportunity', 'read')
  const inScope = teamsWithin(actor, scope)
  const seesTeam = (team: unknown) => scope === 'all' || (typeof team === 'string' && inScope.includes(team))
  const busy = new Set([...sums, ...quotas].map(({ person }) => person))
  const people = [...users.values()].filter(
    (user) =>
      busy.has(user.id) ||
      (user.deleted_at === null &&
        user.active === true &&
        (user.id === actor.userId || seesTeam(user.team_id)) &&
        user.team_id),
  )
  const homes = new Set([
    ...people.map(({ team_id }) => team_id),
    ...sums.map(({ team }) => team),
    ...quotas.map(({ team }) => team),
  ])
  const teams = [...(model.catalogue.get('team')?.values() ?? [])].filter(
    ({ id, deleted_at }) => deleted_at === null && (homes.has(id) || seesTeam(id)),
  )
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    teams: teams.map(({ id, name, parent_id }) => ({ id, title: text(name), parent: text(parent_id) })),
    people: people.map(({ id, name, team_id }) => ({ id: String(id), title: text(name), team: text(team_id) })),
  }
}

/**
 * What the deals of accounts come to along the tree of territories; deals without one last. Nothing where there are no
 * territories, or the reader does not see which account is in which.
 */
async function territoryRows(
  reading: Reading,
  period: FiscalPeriod,
  quotas: readonly QuotaRow[],
): Promise<readonly RollUpRow[]> {
  const [territories, accounts, deals] = [
    objectIn(reading, 'territory'),
    objectIn(reading, 'account'),
    objectIn(reading, 'opportunity'),
  ]
  const mayRead = [territories, accounts].every(({ name }) => scopeOf(reading.actor, name, 'read') !== 'none')
  if (!mayRead || !mayUseField(reading.actor, 'account', 'territory', 'read')) return []
  if (!mayUseField(reading.actor, 'opportunity', 'account', 'read')) return []
  const places = await reading.tx.rows<TeamPlace>(sql`
    select t.id, ${columnOf(territories, 'name')} as title, ${columnOf(territories, 'parent')} as parent
    from ${readTable(territories)} t where ${visible(reading, territories, 't')}`)
  if (places.length === 0) return []
  const column = (name: string, part = 0) => columnOf(deals, name, part)
  const sums = (status: 'won' | 'open', category: Sql) => sql`
    select null::uuid as person, a.territory_id as team, ${category} as category, sum(coalesce(${column('amount', amountInBase)}, 0))::bigint as amount,
      count(*)::int as count
    from ${readTable(deals)} t left join ${readTable(accounts)} a on a.id = ${column('account')} and ${visible(reading, accounts, 'a', { sought: 'many' })}
    where ${dealsIn(reading, period, status)} group by 2, 3`
  const rows = await reading.tx.rows<CategorySum>(
    sql`${sums('won', sql`'closed'`)} union all ${sums('open', column('forecastCategory'))}`,
  )
  const { rows: rolled } = rollUp({
    teams: places,
    people: [],
    sums: rows.filter(({ category }) => rollUpCategories.includes(category)),
    adjustments: [],
    quotas: subjectQuotas(
      quotas.filter(({ territory, product }) => territory !== null && product === null),
      period.kind,
    ),
  })
  // What is directly in a territory is within its own figures.
  return rolled
    .filter(({ id, parent }) => id !== null || parent === null)
    .map((row) => ({ ...row, submission: null, may: false }))
}

/** Quotas for a product, beside what the lines of deals with it come to. */
async function productQuotas(
  reading: Reading,
  period: FiscalPeriod,
  quotas: readonly QuotaRow[],
  { teams, people }: Places,
): Promise<readonly ProductQuota[]> {
  const wanted = quotas.filter((quota) => quota.product !== null && quota.period === period.kind)
  const ids = [...new Set(wanted.flatMap(({ product }) => product ?? []))]
  const lines = objectIn(reading, 'opportunity_line')
  if (ids.length === 0 || !mayUseField(reading.actor, lines.name, 'amount', 'read')) return []
  const sums = await productSums(reading, period, ids)
  const titles = await referenceTitles(reading, objectIn(reading, 'product'), ids)
  const within = teamsBelow(teams)
  const homes = new Map(people.map(({ id, team }) => [id, team]))
  return wanted.map((quota) => {
    const { kind, subject } = subjectOf(quota)
    const mine = sums.filter(({ product, person, team }) => {
      if (product !== quota.product) return false
      if (kind === 'person') return person === subject
      if (subject === everybody) return true
      return within(subject, person === null ? team : (homes.get(person) ?? null))
    })
    const sum = (status: 'won' | 'open') =>
      mine.filter((one) => one.status === status).reduce((total, { amount }) => total + amount, 0)
    const [closed, open] = [sum('won'), sum('open')]
    return {
      id: quota.id,
      product: quota.product ?? '',
      productTitle: titles.get(quota.product ?? '') ?? null,
      kind,
      subject: subject === everybody ? null : subject,
      subjectTitle: (kind === 'team' ? teams : people).find(({ id }) => id === subject)?.title ?? null,
      amount: quota.amount,
      closed,
      open,
      ...performance(quota.amount, closed, open),
    }
  })
}

interface ProductSum {
  readonly product: string
  readonly status: 'won' | 'open'
  readonly person: string | null
  readonly team: string | null
  readonly amount: number
}

function productSums(
  reading: Reading,
  period: FiscalPeriod,
  products: readonly string[],
): Promise<readonly ProductSum[]> {
  const deals = objectIn(reading, 'opportunity')
  const lines = objectIn(reading, 'opportunity_line')
  const column = (name: string) => columnOf(deals, name)
  const line = (name: string, part = 0) => {
    const field = lines.fields.get(name)
    return field ? raw(`l."${columnNames(field)[part]}"`) : raw('null')
  }
  const sums = (status: 'won' | 'open') => sql`
    select ${line('product')} as product, ${status}::text as status, ${column('owner')} as person, ${column('team')} as team,
      sum(coalesce(${line('amount', amountInBase)}, 0))::bigint as amount
    from ${readTable(deals)} t join ${readTable(lines)} l on l.workspace_id = ${reading.actor.workspaceId} and ${line('opportunity')} = t.id
      and l.deleted_at is null and ${line('product')} = any(${products}::uuid[])
    where ${dealsIn(reading, period, status)} and ${column('forecastCategory')} is distinct from 'omitted' group by 1, 3, 4`
  return reading.tx.rows<ProductSum>(sql`${sums('won')} union all ${sums('open')}`)
}

/** Is a team another one, or somewhere below it? */
function teamsBelow(teams: readonly TeamPlace[]): (above: string, team: string | null) => boolean {
  const parents = new Map(teams.map(({ id, parent }) => [id, parent]))
  return (above, team) => {
    for (let at = team, steps = 0; at !== null && steps <= teams.length; at = parents.get(at) ?? null, steps += 1)
      if (at === above) return true
    return false
  }
}

/** Which people and teams a subject is made of: the person, or the team with all below it. */
export function madeOf(
  rows: readonly Pick<RollUpRow, 'kind' | 'id' | 'parent'>[],
  { kind, id }: { readonly kind: RolledRow['kind']; readonly id: string },
): { readonly people: readonly string[]; readonly teams: readonly string[] } {
  if (kind === 'person') return { people: [id], teams: [] }
  const teams = new Set([id])
  const people: string[] = []
  // Each row comes after the one that it is part of.
  for (const row of rows) {
    if (row.parent === null || !teams.has(row.parent) || row.id === null) continue
    if (row.kind === 'team') teams.add(row.id)
    else people.push(row.id)
  }
  return { people, teams: [...teams] }
}
