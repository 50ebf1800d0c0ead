import {
  dayIn,
  type FiscalPeriod,
  type ForecastRollUp,
  fiscalPeriod,
  fiscalPeriodKinds,
  isFiscalPeriodStart,
  type RollUpRow,
} from '@tendero/model'
import { scopeOf } from '../../kernel/actor.ts'
import { teamsWithin } from '../../kernel/grants.ts'
import type { Reading } from '../../kernel/read-records.ts'
import { wrong } from '../forecast-query.ts'
import { adjustmentsFor } from './adjustments.sql.ts'
import { categorySums } from './deals-in-period.sql.ts'
import { productQuotas } from './product-quotas.sql.ts'
import { type QuotaRow, quotasIn, subjectQuotas } from './quotas-in-period.sql.ts'
import { type CategorySum, type Places, rollUp } from './roll-up.ts'
import { judgementOf, requireRollUp, type Subject, seesWhole } from './subject-rights.ts'
import { lastSubmissions, subjectKey } from './submissions.sql.ts'
import { territoryRows } from './territory-rows.sql.ts'

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
    rows: rows.map((row): RollUpRow => {
      const subject = row.id === null ? null : { kind: row.kind, id: row.id }
      if (!subject || !seesWhole(reading, subject)) return { ...row, submission: null, judges: null }
      const submission = submissions.get(subjectKey(row.kind, subject.id)) ?? null
      return { ...row, submission, judges: judgementOf(reading, subject) }
    }),
    products: await productQuotas(reading, period, quotas, places),
    territories: await territoryRows(reading, period, quotas),
  }
}

/**
 * The teams and people that the reader may know of: those of their teams, whoever has deals or a quota that they see, and
 * themselves. Where there are no teams yet, all the people that they reach.
 */
function placesOf({ model, actor }: Reading, sums: readonly CategorySum[], quotas: readonly QuotaRow[]): Places {
  const known = [...(model.catalogue.get('team')?.values() ?? [])].filter(({ deleted_at }) => deleted_at === null)
  const scope = scopeOf(actor, 'opportunity', 'read')
  const inScope = teamsWithin(actor, scope)
  const seesTeam = (team: unknown) => scope === 'all' || (typeof team === 'string' && inScope.includes(team))
  const busy = new Set([...sums, ...quotas].map(({ person }) => person))
  const people = [...(model.catalogue.get('user')?.values() ?? [])].filter((user) => {
    if (busy.has(user.id)) return true
    if (user.deleted_at !== null || user.active !== true) return false
    if (user.team_id) return user.id === actor.userId || seesTeam(user.team_id)
    // Who sees everything and is of no team is who looks after the program, unless nobody is of a team.
    return scope === 'all' ? known.length === 0 : user.id === actor.userId
  })
  const homes = new Set([
    ...people.map(({ team_id }) => team_id),
    ...sums.map(({ team }) => team),
    ...quotas.map(({ team }) => team),
  ])
  const teams = known.filter(({ id }) => homes.has(id) || seesTeam(id))
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return {
    teams: teams.map(({ id, name, parent_id }) => ({ id, title: text(name), parent: text(parent_id) })),
    people: people.map(({ id, name, team_id }) => ({ id: String(id), title: text(name), team: text(team_id) })),
  }
}

/** Which people and teams a subject is made of: the person, or the team with all below it. */
export function madeOf(
  rows: readonly Pick<RollUpRow, 'kind' | 'id' | 'parent'>[],
  { kind, id }: Subject,
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
