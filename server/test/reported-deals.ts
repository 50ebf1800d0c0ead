import type { AnyRecord, ReportDefinition, ReportResult } from '@tendero/model'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

interface ReportedDeals {
  readonly world: World
  readonly ana: Browser
  readonly bo: Browser
  readonly ines: Browser
  /** A field of accounts that the company made itself: both accounts have 'red' in it. */
  readonly colour: AnyRecord
}

/**
 * The small company on 10 March 2026, its fiscal years from February, with deals about the turns of months and quarters:
 * Ana won three, lost one and has one open; Bo won one. Sol is Ana's account, Mar is Bo's.
 */
export async function openReportedDeals(): Promise<ReportedDeals> {
  const world = await openWorld({ now: () => new Date('2026-03-10T09:30:00.000Z') })
  const ana = await browserOf(world, 'ana')
  const bo = await browserOf(world, 'bo')
  const ines = await browserOf(world, 'ines')
  await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { fiscalYearStart: 2 })
  const colour = await ines.json<AnyRecord>('POST', '/custom-fields', {
    object: 'account',
    label: 'Colour',
    kind: 'text',
  })
  const made = { kind: 'company', sector: 'Tools', [String(colour.name)]: 'red' }
  const sol = await ana.json<AnyRecord>('POST', '/accounts', { ...made, name: 'Sol' })
  const mar = await bo.json<AnyRecord>('POST', '/accounts', { ...made, name: 'Mar', sector: 'Sea' })
  const [won, lost] = [await world.stageId('Won'), await world.stageId('Lost')]
  const eur = (minor: number) => ({ minor, currency: 'EUR' })
  const closed = (closedOn: string, minor: number, stage = won) => ({ stage, closedOn, amount: eur(minor) })
  await world.addDeals('ana', [
    { ...closed('2026-01-31', 100_01), account: sol.id },
    { ...closed('2026-02-01', 10_00), account: sol.id },
    { ...closed('2026-04-30', 33_33), account: mar.id },
    { ...closed('2026-02-28', 50_00, lost), account: sol.id },
    { stage: await world.stageId('Negotiation'), closeOn: '2026-05-31', amount: eur(10_01) },
  ])
  await world.addDeals('bo', [{ ...closed('2026-05-01', 1_00), account: mar.id }])
  return { world, ana, bo, ines, colour }
}

/** The address of something that is asked of a report's definition. */
export const askedOf = (path: string, definition: unknown) =>
  `${path}${path.includes('?') ? '&' : '?'}definition=${encodeURIComponent(JSON.stringify(definition))}`

export const reportOf = (who: Browser, definition: ReportDefinition) =>
  who.json<ReportResult>('GET', askedOf('/report-results', definition))

/** The rows of a report by what their keys are called. */
export const titledRows = ({ rows }: ReportResult) =>
  rows.map(({ level, keys, values }) => [level, ...keys.map(({ title, value }) => title ?? value), values])

export const ofDeals = { object: 'opportunity', kind: 'grouped' } as const
export const won = { field: 'status', op: 'is', value: 'won' } as const
export const count = { name: 'count', aggregate: 'count' } as const
export const amount = { name: 'amount', aggregate: 'sum', field: 'amount' } as const
export const wonAmount = { name: 'won', aggregate: 'sum', field: 'amount', filter: won } as const
