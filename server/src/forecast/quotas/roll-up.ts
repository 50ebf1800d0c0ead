import { type ForecastAdjustment, type RollUpCategory, type RollUpFigure, rollUpCategories } from '@tendero/model'

/** Somebody, or a team, that figures are rolled up for. */
export interface Subject {
  readonly kind: 'team' | 'person'
  /** Null: nobody. */
  readonly id: string | null
  readonly title: string | null
  /** The team that it is part of. */
  readonly parent: string | null
}

export interface TeamPlace {
  readonly id: string
  readonly title: string | null
  readonly parent: string | null
}

export interface PersonPlace {
  readonly id: string
  readonly title: string | null
  readonly team: string | null
}

export interface Places {
  readonly teams: readonly TeamPlace[]
  readonly people: readonly PersonPlace[]
}

/** What the deals of somebody come to in a category; minor units of the base currency. */
export interface CategorySum {
  readonly person: string | null
  /** Whose they are when they are nobody's. */
  readonly team: string | null
  readonly category: RollUpCategory
  readonly amount: number
  readonly count: number
}

export interface SubjectAdjustment extends ForecastAdjustment {
  readonly kind: 'team' | 'person'
  readonly subject: string
  readonly category: RollUpCategory
}

/** The subject of a quota for all teams together. */
export const everybody = ''

export interface SubjectQuota {
  readonly kind: 'team' | 'person'
  /** Of a team, or `everybody`. */
  readonly subject: string
  readonly amount: number
  /** Set for just the period that is asked for. */
  readonly given: boolean
}

export interface RolledUp {
  readonly figures: Readonly<Record<RollUpCategory, RollUpFigure>>
  readonly quota: { readonly amount: number; readonly given: boolean } | null
  readonly attainment: number | null
  readonly coverage: number | null
}

export interface RolledRow extends Subject, RolledUp {
  readonly depth: number
}

export interface RollUpInput extends Places {
  readonly sums: readonly CategorySum[]
  /** At most one for each subject, category and `own`. */
  readonly adjustments: readonly SubjectAdjustment[]
  readonly quotas: readonly SubjectQuota[]
}

/**
 * Rolls categories, adjustments and quotas up along the tree of teams. A person counts in their own team, whatever team
 * their deals are of; deals of nobody count in the deals' team. An adjustment is a difference, so that it stays what it
 * is while deals change, and adds to those of others; a team comes to what is below it and to its own.
 * @returns each row after the one that it is part of, teams before people, by title
 */
export function rollUp(input: RollUpInput): { readonly total: RolledUp; readonly rows: readonly RolledRow[] } {
  const places = withoutRings(input.teams)
  const known = new Set(places.map(({ id }) => id))
  const inTeam = (team: string | null) => (team !== null && known.has(team) ? team : null)
  const below = new Map<string | null, RolledRow[]>()
  const deals = sumsBy(input)
  const visit = (parent: string | null, depth: number): readonly RolledRow[] => {
    const teams = places.filter((team) => inTeam(team.parent) === parent).toSorted(byTitle)
    const people = input.people.filter(({ team }) => inTeam(team) === parent).toSorted(byTitle)
    const rows: RolledRow[] = []
    const direct: RolledRow[] = []
    for (const team of teams) {
      const inner = visit(team.id, depth + 1)
      const row = { ...rolledTeam(input, team, below.get(team.id) ?? []), depth }
      direct.push(row)
      rows.push(row, ...inner)
    }
    for (const person of people) {
      const row: RolledRow = { ...rolledPerson(input, person, parent, deals.get(person.id)), depth }
      direct.push(row)
      rows.push(row)
    }
    const unowned = deals.get(`none ${parent ?? ''}`)
    if (unowned) {
      const row: RolledRow = { ...rolledPerson(input, { id: null, title: null }, parent, unowned), depth }
      direct.push(row)
      rows.push(row)
    }
    below.set(parent, direct)
    return rows
  }
  const rows = visit(null, 0)
  const { figures, quota } = together(below.get(null) ?? [])
  return { total: measured(figures, quotaOf(input, 'team', everybody) ?? quota), rows }
}

type Figures = Record<RollUpCategory, { amount: number; count: number }>

/** By person, and by the team of what is nobody's. */
function sumsBy({ sums, teams }: RollUpInput): ReadonlyMap<string, Figures> {
  const known = new Set(teams.map(({ id }) => id))
  const found = new Map<string, Figures>()
  for (const { person, team, category, amount, count } of sums) {
    const key = person ?? `none ${team !== null && known.has(team) ? team : ''}`
    const figures = found.get(key) ?? nothing()
    figures[category].amount += amount
    figures[category].count += count
    found.set(key, figures)
  }
  return found
}

function nothing(): Figures {
  const none = () => ({ amount: 0, count: 0 })
  return { closed: none(), commit: none(), most_likely: none(), best_case: none(), pipeline: none() }
}

function rolledPerson(
  input: RollUpInput,
  { id, title }: { readonly id: string | null; readonly title: string | null },
  parent: string | null,
  deals: Figures = nothing(),
): Subject & RolledUp {
  const figures = figuresOf(input, 'person', id, (category) => {
    const { amount, count } = deals[category]
    return { deals: amount, count, amount }
  })
  const quota = id === null ? undefined : quotaOf(input, 'person', id)
  return { kind: 'person', id, title, parent, ...measured(figures, quota ?? null) }
}

function rolledTeam(
  input: RollUpInput,
  { id, title, parent }: TeamPlace,
  below: readonly RolledRow[],
): Subject & RolledUp {
  const sum = together(below)
  const figures = figuresOf(input, 'team', id, (category) => sum.figures[category])
  return { kind: 'team', id, title, parent, ...measured(figures, quotaOf(input, 'team', id) ?? sum.quota) }
}

function quotaOf({ quotas }: RollUpInput, kind: Subject['kind'], subject: string): RolledUp['quota'] | undefined {
  const found = quotas.find((one) => one.kind === kind && one.subject === subject)
  return found && { amount: found.amount, given: found.given }
}

function figuresOf(
  { adjustments }: RollUpInput,
  kind: Subject['kind'],
  id: string | null,
  below: (category: RollUpCategory) => Pick<RollUpFigure, 'deals' | 'count' | 'amount'>,
): RolledUp['figures'] {
  return byCategory((category) => {
    const said = (own: boolean) =>
      adjustments.find(
        (one) =>
          id !== null &&
          one.kind === kind &&
          one.subject === id &&
          one.category === category &&
          one.own === own &&
          one.amount !== 0,
      )
    const [own, managers] = [said(true), said(false)]
    const { deals, count, amount } = below(category)
    const adjusted = amount + (own?.amount ?? 0) + (managers?.amount ?? 0)
    return { deals, count, amount: adjusted, own: faceOf(own), managers: faceOf(managers) }
  })
}

function faceOf(said: SubjectAdjustment | undefined): ForecastAdjustment | null {
  if (!said) return null
  const { kind: _kind, subject: _subject, category: _category, ...face } = said
  return face
}

/** All of them in one. Their quota is the sum of those that have one. */
function together(rows: readonly RolledUp[]): RolledUp {
  const sum = (category: RollUpCategory, part: 'deals' | 'count' | 'amount') =>
    rows.reduce((before, { figures }) => before + figures[category][part], 0)
  const figures = byCategory((category) => ({
    deals: sum(category, 'deals'),
    count: sum(category, 'count'),
    amount: sum(category, 'amount'),
    own: null,
    managers: null,
  }))
  const quotas = rows.flatMap(({ quota }) => (quota ? [quota.amount] : []))
  const quota = quotas.length > 0 ? { amount: quotas.reduce((a, b) => a + b, 0), given: false } : null
  return measured(figures, quota)
}

function measured(figures: RolledUp['figures'], quota: RolledUp['quota']): RolledUp {
  const closed = figures.closed.amount
  const open = rollUpCategories
    .filter((category) => category !== 'closed')
    .reduce((sum, category) => sum + figures[category].deals, 0)
  return { figures, quota, ...performance(quota?.amount ?? null, closed, open) }
}

/** Attainment is closed by quota, coverage what is open by what the quota still wants. */
export function performance(
  quota: number | null,
  closed: number,
  open: number,
): Pick<RolledUp, 'attainment' | 'coverage'> {
  if (quota === null || quota <= 0) return { attainment: null, coverage: null }
  return { attainment: closed / quota, coverage: quota > closed ? open / (quota - closed) : null }
}

function byCategory(of: (category: RollUpCategory) => RollUpFigure): RolledUp['figures'] {
  return {
    closed: of('closed'),
    commit: of('commit'),
    most_likely: of('most_likely'),
    best_case: of('best_case'),
    pipeline: of('pipeline'),
  }
}

const byTitle = (a: { title: string | null }, b: { title: string | null }) =>
  (a.title ?? '').localeCompare(b.title ?? '')

/** Those that are part of each other in a ring have no top: each of them stands alone. */
function withoutRings(teams: readonly TeamPlace[]): readonly TeamPlace[] {
  const parents = new Map(teams.map(({ id, parent }) => [id, parent]))
  const isInRing = ({ id, parent }: TeamPlace): boolean => {
    let at = parent
    for (let steps = 0; at !== null && steps <= teams.length; at = parents.get(at) ?? null, steps += 1)
      if (at === id) return true
    return false
  }
  return teams.map((team) => (isInRing(team) ? { ...team, parent: null } : team))
}
