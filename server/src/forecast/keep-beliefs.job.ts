import { addDays, dayIn, sql } from '@tendero/model'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Schedule } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { nowIn, type WorkspaceModel } from '../kernel/workspace-model.ts'
import { inSlices } from '../platform/in-slices.ts'
import { keepForeseen } from './beliefs.sql.ts'
import { dealPasts } from './deal-pasts.sql.ts'
import { type Foreseen, foresee, originsBefore, replay, trialsOf } from './learned/backtest.ts'
import { skillOf } from './learned/combine.ts'
import { asKnownOn, type DayNumber } from './learned/deal-past.ts'
import { lastDayOf, type MonthlyWon, monthlyWon } from './learned/monthly.ts'
import { dayNumber, dayText, firstDayOf, monthOf } from './learned/months.ts'
import { termsOf } from './looked-ahead.sql.ts'

/** When nights end, in hours of the workspace's day. */
const nightly = 2
/** Months ahead that are foreseen each night. */
const months = 6
/** Days of which each night is kept; of those before, Sundays and ends of months. */
const eachNight = 45

/**
 * Each night of a workspace, and within a minute for a new one: what is believed of the coming months, and what would
 * have been believed at the middles and ends of past months from what was known then; that once more when an import
 * told more of the past.
 */
export const keepBeliefs: Schedule = {
  name: 'forecast',
  crontab: '* * * * *',
  async run(kernel) {
    const workspaces = await kernel.database.control<{ id: string }>(sql`select id from control.workspace order by id`)
    for (const { id } of workspaces) {
      const { model } = await callerOfProgram(kernel, id)
      const asOf = lastNight(kernel, model)
      const due = await kernel.database.read(id, (tx) => dueOf(tx, asOf))
      if (due) await keepBeliefsOf(kernel, id, asOf, due)
    }
  },
}

/** The day that the last night ended. */
function lastNight(kernel: Kernel, model: WorkspaceModel): string {
  const sinceNight = new Date(nowIn(kernel, model).getTime() - nightly * 3_600_000)
  return addDays(dayIn(model.settings.timeZone, sinceNight), -1)
}

/** What is to be kept of a night. */
export interface Due {
  /** What is believed was kept already: it stays said. */
  readonly said: boolean
  /** When the newest import of deals ended. */
  readonly importedAt: string | null
}

/** Nothing while deals are being imported, and when nothing new was imported since it was kept. */
async function dueOf(tx: Transaction, asOf: string): Promise<Due | undefined> {
  const workspace = tx.workspaceId
  const imports = sql`app.import i where i.workspace_id = ${workspace} and i.object in ('opportunity', 'opportunity_line', 'stage_entry')`
  const run = sql`app.forecast_run r where r.workspace_id = ${workspace} and r.as_of = ${asOf} and not r.replayed`
  const [row] = await tx.rows<Due & { readonly due: boolean }>(sql`
    with imported as (select max(i.updated_at) as at from ${imports} and i.state in ('done', 'cancelled', 'reverted'))
    select imported.at::text as "importedAt", exists (select 1 from ${run}) as said,
      exists (select 1 from app.opportunity o where o.workspace_id = ${workspace})
        and not exists (select 1 from ${imports} and i.state in ('running', 'reverting'))
        and not exists (select 1 from ${run} and r.imported_at is not distinct from imported.at) as due
    from imported`)
  return row?.due ? row : undefined
}

/** Foresees from the end of a day, and from past days anew, as what was known of them may have been entered late. */
export async function keepBeliefsOf(
  kernel: Kernel,
  workspaceId: string,
  asOf: string,
  { said, importedAt }: Due = { said: false, importedAt: null },
): Promise<void> {
  const { model } = await callerOfProgram(kernel, workspaceId)
  const terms = termsOf(model)
  const day = dayNumber(asOf)
  const all = await kernel.database.read(workspaceId, (tx) => dealPasts(tx, model.settings.timeZone))
  const deals = asKnownOn(all, day)
  const won = monthlyWon(deals, day)
  const days = pastDays(won, day)
  const keep = (foreseen: Foreseen, replayed: boolean) => {
    if (kernel.stopping.aborted) throw new Error('the process stops')
    const now = kernel.now()
    return kernel.database.transaction(workspaceId, (tx) => keepForeseen(tx, foreseen, replayed, now))
  }
  const replayed: Foreseen[] = []
  for (const origin of days) {
    const known = replayed.flatMap(({ told }) => told)
    const [foreseen] = await inSlices(replay(deals, day, [origin], terms, known))
    if (!foreseen) continue
    replayed.push(foreseen)
    await keep(foreseen, true)
  }
  const trials = trialsOf(
    replayed.flatMap(({ told }) => told),
    won,
  )
  if (!said) await keep(await inSlices(foresee(deals, day, months, terms, skillOf(trials))), false)
  await kernel.database.transaction(workspaceId, async (tx) => {
    tx.send(sql`
      update tendero.forecast_run r set imported_at = ${importedAt}
      where r.workspace_id = ${workspaceId} and r.as_of = ${asOf} and not r.replayed`)
    thin(tx, asOf)
  })
}

/** The middles and ends of the months that forecasts are tried at, and of those since, before the day itself. */
function pastDays(won: MonthlyWon, day: DayNumber): readonly DayNumber[] {
  const [first] = originsBefore(won)
  if (first === undefined) return []
  const months = Array.from({ length: monthOf(day) - monthOf(first) + 1 }, (_, place) => monthOf(first) + place)
  return months.flatMap((month) => [firstDayOf(month) + 14, lastDayOf(month)]).filter((one) => one < day)
}

/** Lets the nights of long ago go, but for one of each week and the last of each month. */
function thin(tx: Transaction, asOf: string): void {
  const until = dayText(dayNumber(asOf) - eachNight)
  for (const table of [sql`tendero.forecast_figure`, sql`tendero.forecast_run`])
    tx.send(sql`
      delete from ${table} f where f.workspace_id = ${tx.workspaceId} and not f.replayed and f.as_of < ${until}
        and extract(isodow from f.as_of) <> 7 and extract(day from f.as_of + 1) <> 1`)
}
