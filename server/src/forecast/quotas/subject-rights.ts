import { mayUseField, scopeOf } from '../../kernel/actor.ts'
import { forbidden, notFound } from '../../kernel/failure.ts'
import { teamsWithin } from '../../kernel/grants.ts'
import type { Reading } from '../../kernel/read-records.ts'
import { requireForecast } from '../forecast-rights.ts'

type Reader = Pick<Reading, 'actor' | 'model'>

/** Whose figures: a person's, or those of a team with all below it. */
export interface Subject {
  readonly kind: 'team' | 'person'
  readonly id: string
}

/** Of the person themselves and of who answers for the team, or of somebody above. */
export type Judgement = 'own' | 'managers'

/** @throws Failure 403 for who may not read deals or one of the fields that a roll-up tells of */
export function requireRollUp(reader: Reader): void {
  requireForecast(reader)
  if (!mayUseField(reader.actor, 'opportunity', 'forecastCategory', 'read'))
    throw forbidden({ object: 'opportunity', field: 'forecastCategory' })
}

/**
 * Does the reader see all deals of a person, or of a team and those below it? Then they are told what was said and submitted
 * of them, which tells of all.
 */
export function seesWhole(reader: Reader, subject: Subject): boolean {
  return reaches(reader, 'opportunity', 'read', subject)
}

const quotaFields = ['amount', 'owner', 'team', 'product', 'territory', 'period', 'startsOn']

/** May quotas be read at all? A quota is told of with all that it is for, or not. */
export function readsQuotas({ actor }: Pick<Reader, 'actor'>): boolean {
  return (
    scopeOf(actor, 'quota', 'read') !== 'none' &&
    quotaFields.every((field) => mayUseField(actor, 'quota', field, 'read'))
  )
}

/** May the quotas of a person, or those of a team and all below it, be read? */
export function readsQuotasOf(reader: Reader, subject: Subject): boolean {
  return readsQuotas(reader) && reaches(reader, 'quota', 'read', subject)
}

/** May the quotas of a person, or those of a team, be set? */
export function setsQuotasOf(reader: Reader, subject: Subject): boolean {
  return reaches(reader, 'quota', 'edit', subject)
}

/** As what the reader may adjust and submit: one's own, and those that one sets quotas for. Null: they may not. */
export function judgementOf(reader: Reader, subject: Subject): Judgement | null {
  const { actor, model } = reader
  if (!seesWhole(reader, subject)) return null
  const { kind, id } = subject
  if (kind === 'person' && id === actor.userId) return 'own'
  const team = kind === 'team' ? id : teamOf(model, id)
  const scope = scopeOf(actor, 'quota', 'edit')
  if (scope !== 'all' && !(team !== null && teamsWithin(actor, scope).includes(team))) return null
  return kind === 'team' && model.catalogue.get('team')?.get(id)?.manager_id === actor.userId ? 'own' : 'managers'
}

/** @throws Failure 404 for a subject that is not there, or of whose deals the reader does not see all */
export function requireSubject(reader: Reader, subject: Subject): void {
  requireRollUp(reader)
  const { kind, id } = subject
  const known = reader.model.catalogue.get(kind === 'person' ? 'user' : 'team')?.get(id)
  if (!known || (kind === 'team' && known.deleted_at !== null) || !seesWhole(reader, subject)) throw notFound()
}

/** @throws Failure 404 as `requireSubject`, 403 for who may not judge it */
export function requireJudgement(reader: Reader, subject: Subject): Judgement {
  requireSubject(reader, subject)
  const judgement = judgementOf(reader, subject)
  if (!judgement) throw forbidden({ object: 'quota' })
  return judgement
}

/** Is all that is a person's, or a team's and of those below it, within the reader's scope? */
function reaches({ actor, model }: Reader, object: string, verb: 'read' | 'edit', { kind, id }: Subject): boolean {
  const scope = scopeOf(actor, object, verb)
  if (scope === 'none') return false
  if (scope === 'all' || (kind === 'person' && id === actor.userId)) return true
  const seen = teamsWithin(actor, scope)
  if (kind === 'team') return teamsFrom(model, id).every((team) => seen.includes(team))
  const team = teamOf(model, id)
  return team !== null && seen.includes(team)
}

function teamOf({ catalogue }: Reading['model'], person: string): string | null {
  const team = catalogue.get('user')?.get(person)?.team_id
  return typeof team === 'string' ? team : null
}

/** A team and all below it. */
function teamsFrom({ catalogue }: Reading['model'], id: string): readonly string[] {
  const teams = [...(catalogue.get('team')?.values() ?? [])].filter(({ deleted_at }) => deleted_at === null)
  const found = new Set([id])
  for (const above of found) for (const team of teams) if (team.parent_id === above) found.add(team.id)
  return [...found]
}

/** The teams that each person and each team is part of, the nearest first. */
export function teamsAbove({ catalogue }: Reading['model']): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, unknown>()
  for (const { id, parent_id } of catalogue.get('team')?.values() ?? []) parents.set(id, parent_id)
  for (const { id, team_id } of catalogue.get('user')?.values() ?? []) parents.set(id, team_id)
  const above = (id: string): readonly string[] => {
    const found = new Set<string>()
    for (let at = parents.get(id); typeof at === 'string' && !found.has(at) && at !== id; at = parents.get(at))
      found.add(at)
    return [...found]
  }
  return new Map([...parents.keys()].map((id) => [id, above(id)]))
}
