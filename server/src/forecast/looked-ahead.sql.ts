import { sql } from '@tendero/model'
import type { Database } from '../kernel/database.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Transaction } from '../kernel/transaction.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { inSlices, type Steps } from '../platform/in-slices.ts'
import { stageBook } from '../sales/index.ts'
import { replayedTold } from './beliefs.sql.ts'
import { dealPasts } from './deal-pasts.sql.ts'
import { originsBefore, replay, type Told, type Trial, trialsOf } from './learned/backtest.ts'
import { type Skill, skillOf } from './learned/combine.ts'
import { committedBy } from './learned/committed.ts'
import { asKnownOn, type DealPast } from './learned/deal-past.ts'
import { lookAhead } from './learned/look-ahead.ts'
import { monthlyWon } from './learned/monthly.ts'
import { dayNumber } from './learned/months.ts'
import { type Played, play, type Views } from './learned/play.ts'
import type { Terms } from './learned/terms.ts'
import { teamsAbove } from './quotas/subject-rights.ts'
import { commitmentsOf } from './quotas/submissions.sql.ts'

/** What is known at the end of a day, learned, looked ahead from, and tried on months before. */
export interface LookedAhead {
  /** ISO date. */
  readonly asOf: string
  /** The deals as they were known at its end. */
  readonly deals: readonly DealPast[]
  readonly views: Views
  readonly trials: readonly Trial[]
  readonly skill: Skill
  /** Months that anything was won in. */
  readonly monthsKnown: number
  /** Everything, as who may see all of it is told. */
  readonly played: Played
}

export interface LookAheadAsked {
  readonly workspaceId: string
  readonly model: WorkspaceModel
  /** ISO date, not after today. */
  readonly asOf: string
  /** How many, from the month of the day after. */
  readonly months: number
}

interface Kept {
  readonly key: string
  /** The last change that it knows. */
  readonly last: string
  readonly lookedAhead: Promise<LookedAhead>
  size: number
}

/** Deals that are kept in memory, learned from, of one database: the screens of a forecast ask for the same one after another. */
const mostKept = 250_000
const keptOf = new WeakMap<Database, Kept[]>()
/** A past with more deals is tried by night alone. */
const mostTriedAtOnce = 30_000

/** Looks ahead from the end of a day; what was learned is kept until a deal changes. */
export async function lookedAhead(kernel: Kernel, asked: LookAheadAsked): Promise<LookedAhead> {
  const { workspaceId, model, asOf, months } = asked
  const key = [workspaceId, model.version, asOf, months].join(' ')
  const last = await kernel.database.read(workspaceId, lastChange)
  const kept = keptOf.get(kernel.database) ?? []
  keptOf.set(kernel.database, kept)
  const known = kept.find((one) => one.key === key)
  if (known?.last === last) return known.lookedAhead
  const made: Kept = { key, last, lookedAhead: makeLookedAhead(kernel, asked), size: 0 }
  if (known) kept.splice(kept.indexOf(known), 1)
  kept.push(made)
  const drop = () => kept.splice(0, kept.length, ...kept.filter((one) => one !== made))
  made.lookedAhead.then(({ deals }) => {
    made.size = deals.length
    while (kept.length > 1 && kept.reduce((sum, { size }) => sum + size, 0) > mostKept) kept.shift()
  }, drop)
  return made.lookedAhead
}

/** The newest operation that changed a deal or what hangs on it. */
async function lastChange(tx: Transaction): Promise<string> {
  const newest = (object: string) =>
    sql`(select h.operation_id from app.history h where h.workspace_id = ${tx.workspaceId} and h.object = ${object} order by h.operation_id desc limit 1)`
  const [row] = await tx.rows<{ last: string }>(
    sql`select concat_ws(' ', ${newest('opportunity')}, ${newest('opportunity_line')}, ${newest('stage_entry')},
      (select s.id from app.forecast_submission s where s.workspace_id = ${tx.workspaceId} order by s.id desc limit 1)) as last`,
  )
  return row?.last ?? ''
}

export function termsOf({ settings, catalogue }: WorkspaceModel): Terms {
  const { stages } = stageBook(catalogue)
  return {
    fiscalStart: settings.fiscalYearStart,
    probabilities: new Map(stages.map(({ id, probability }) => [id, (probability ?? 0) / 100])),
  }
}

async function makeLookedAhead(
  { database }: Kernel,
  { workspaceId, model, asOf, months }: LookAheadAsked,
): Promise<LookedAhead> {
  const day = dayNumber(asOf)
  const all = await database.read(workspaceId, (tx) => dealPasts(tx, model.settings.timeZone))
  const deals = asKnownOn(all, day)
  const won = monthlyWon(deals, day)
  const origins = originsBefore(won)
  const told = await database.read(workspaceId, (tx) => replayedTold(tx, origins))
  const said = await database.read(workspaceId, (tx) => commitmentsOf(tx, model.settings.timeZone))
  const steps = function* (): Steps<LookedAhead> {
    const terms = termsOf(model)
    const committed = committedBy(said, teamsAbove(model), deals)
    const trials = trialsOf(yield* triedWith(deals, day, told, origins, terms), won, committed)
    const skill = skillOf(trials)
    const views = yield* lookAhead(deals, day, terms, months)
    const played = yield* play(views, skill)
    return { asOf, deals, views, trials, skill, monthsKnown: won.values.length, played }
  }
  return inSlices(steps())
}

/** What was told at past month ends: as the night left it, and tried now where no night was. */
function* triedWith(
  deals: readonly DealPast[],
  day: number,
  kept: readonly Told[],
  origins: readonly number[],
  terms: Terms,
): Steps<readonly Told[]> {
  const missing = origins.filter((origin) => !kept.some(({ madeOn }) => madeOn === origin))
  if (missing.length === 0 || deals.length > mostTriedAtOnce) return kept
  const made = yield* replay(deals, day, missing, terms, kept)
  return [...kept, ...made.flatMap(({ told }) => told)]
}
