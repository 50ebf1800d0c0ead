import { join, sql, startOfDay } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { newId } from '../kernel/identity.ts'
import { type Change, isChanging, type Lifecycle, type Values, valueAfter } from '../kernel/lifecycle.ts'
import { expectedRevenue } from './expected-revenue.ts'
import { moneyOf, planOpportunity } from './opportunity-plan.ts'
import { type StageBook, stageBook } from './stage-book.ts'
import { type StageEntry, stageEntries } from './stage-entries.ts'

/** A deal that comes closed has two entries; a statement takes 500 rows. */
const movesAtOnce = 250

/** Keeps an opportunity true to its stage, and remembers when it was where. */
export const opportunityLifecycle: Lifecycle = {
  object: 'opportunity',
  before(ctx, changes) {
    const book = stageBook(ctx.model.catalogue)
    const facts = {
      today: ctx.today,
      baseCurrency: ctx.model.settings.baseCurrency,
      notStated: notStatedReason(ctx),
    }
    for (const change of changes.filter(isWritten)) {
      Object.assign(change.patch, planOpportunity(change, book, facts))
      const [here] = entriesOf(ctx, book, change).slice(-1)
      if (here) change.patch.stageEnteredAt = here.enteredAt
    }
  },
  async after(ctx, changes) {
    const book = stageBook(ctx.model.catalogue)
    const moves = changes
      .filter(isWritten)
      .map((change): Move => ({ change, entries: entriesOf(ctx, book, change) }))
      .filter((move) => move.entries.length > 0)
    for (let at = 0; at < moves.length; at += movesAtOnce) await writeEntries(ctx, moves.slice(at, at + movesAtOnce))
  },
  follows(change) {
    const [amount, probability] = [valueAfter(change, 'amount'), valueAfter(change, 'probability')]
    return { expectedRevenue: expectedRevenue(moneyOf(amount), typeof probability === 'number' ? probability : null) }
  },
  rateDay(change) {
    const closedOn = valueAfter(change, 'closedOn')
    return valueAfter(change, 'status') !== 'open' && typeof closedOn === 'string' ? closedOn : undefined
  },
}

function isWritten(change: Change): boolean {
  return change.verb === 'create' || change.verb === 'update'
}

/** The seeded reason for deals of which nobody said why they were lost. */
function notStatedReason({ model }: Context): string | null {
  const reasons = [...(model.catalogue.get('loss_reason')?.values() ?? [])]
  const seeded = reasons.find(
    ({ labels, deleted_at }) =>
      deleted_at === null &&
      typeof labels === 'object' &&
      labels !== null &&
      'en' in labels &&
      labels.en === 'Not stated',
  )
  return seeded?.id ?? null
}

interface Move {
  readonly change: Change
  readonly entries: readonly StageEntry[]
}

/** The entries that a change makes; none when the deal stays in its stage. */
function entriesOf(ctx: Context, book: StageBook, change: Change): readonly StageEntry[] {
  const stage = book.stage(valueAfter(change, 'stage'))
  if (!stage || (change.before && !isChanging(change, 'stage'))) return []
  const after: Values = { ...change.before, ...change.patch }
  return stageEntries({ before: change.before, after, stage }, book, {
    at: change.effectiveAt ?? ctx.now.toISOString(),
    today: ctx.today,
    startOf: (day) => startOfDay(ctx.model.settings.timeZone, day).toISOString(),
  })
}

/** Ends the present entries and begins the next ones, in one statement. */
async function writeEntries(ctx: Context, moves: readonly Move[]): Promise<void> {
  const object = ctx.object('stage_entry')
  const opened = moves.flatMap(({ change, entries }) =>
    entries.map((entry): Change => {
      const patch = { opportunity: change.id, ...entry }
      return { object, verb: 'create', id: newId(), before: null, patch, ...program(change) }
    }),
  )
  const closed = await closeAndOpen(ctx, moves, opened)
  const leaving = new Map(moves.map(({ change, entries }) => [change.id, { change, leftAt: entries[0]?.enteredAt }]))
  const left = closed.flatMap((row): Change[] => {
    const move = leaving.get(row.opportunity_id)
    if (!move) return []
    const before = { version: row.version - 1, leftAt: null }
    return [{ object, verb: 'update', id: row.id, before, patch: { leftAt: move.leftAt }, ...program(move.change) }]
  })
  if (left.length > 0) ctx.journal.add(object, left)
  // The entries that a deal is made with are told by its own history; each with a history and an event of its own would
  // make every deal of an import three records.
  const moved = new Set(moves.flatMap(({ change }) => (change.before ? [change.id] : [])))
  const entered = opened.filter(({ patch }) => moved.has(String(patch.opportunity)))
  if (entered.length > 0) ctx.journal.add(object, entered)
}

function program({ effectiveAt }: Change): Pick<Change, 'strict' | 'computed' | 'withParent' | 'effectiveAt'> {
  return { strict: false, computed: true, withParent: false, effectiveAt }
}

interface ClosedEntry {
  readonly id: string
  readonly opportunity_id: string
  /** After the change. */
  readonly version: number
}

async function closeAndOpen(
  ctx: Context,
  moves: readonly Move[],
  opened: readonly Change[],
): Promise<readonly ClosedEntry[]> {
  const { workspace, operation, author, at } = ctx.stamp
  const rows = opened.map(
    ({
      id,
      patch,
    }) => sql`(${workspace}, ${id}, ${patch.opportunity}, ${patch.stage}, ${patch.enteredAt}, ${patch.leftAt},
      1, ${at}, ${author}, ${at}, ${author}, ${operation})`,
  )
  const insert = sql`insert into tendero.stage_entry (workspace_id, id, opportunity_id, stage_id, entered_at, left_at,
    version, created_at, created_by_id, updated_at, updated_by_id, operation_id) values ${join(rows)}`
  const moved = moves.filter(({ change }) => change.before)
  if (moved.length === 0) {
    ctx.tx.hold({ table: 'stage_entry', ids: opened.map(({ id }) => id), statement: insert, explain: (error) => error })
    return []
  }
  const ends = moved.map(({ change, entries }) => sql`(${change.id}::uuid, ${entries[0]?.enteredAt}::timestamptz)`)
  return ctx.tx.rows<ClosedEntry>(sql`
    with opened as (${insert})
    update tendero.stage_entry e set left_at = v.left_at, version = e.version + 1, updated_at = ${at},
      updated_by_id = ${author}, operation_id = ${operation}
    from (values ${join(ends)}) v (opportunity_id, left_at)
    where e.workspace_id = ${workspace} and e.opportunity_id = v.opportunity_id and e.left_at is null and e.deleted_at is null
    returning e.id, e.opportunity_id, e.version`)
}
