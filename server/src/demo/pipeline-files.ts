import { addDays, folded } from '@tendero/model'
import { stageNamed } from './pipeline-stages.ts'

/** The files of the demo's pipeline as they came, a record of cells by column for each row. */
export interface PipelineFiles {
  readonly accounts: readonly Row[]
  readonly products: readonly Row[]
  readonly teams: readonly Row[]
  readonly deals: readonly Row[]
}

export type Row = Readonly<Record<string, string>>

/** A file made of them: a header and rows. */
export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const cell = (row: Row, name: string): string => row[name] ?? ''

/** The name of a manager's team: 'Central – Brinkmann'. */
export function teamOf(row: Row): string {
  return `${cell(row, 'regional_office')} – ${cell(row, 'manager').split(' ').at(-1)}`
}

/** 'Mei-Mei Johns' → 'mei-mei.johns@example.com' */
export function addressOf(name: string): string {
  return `${addressPart(name)}@example.com`
}

/** A name as part of an e-mail address: no accents, points for spaces. */
export function addressPart(name: string): string {
  return folded(name).replace(/[^a-z0-9-]+/g, '.')
}

export type Resembles = (a: string, b: string) => boolean

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)]

/** Regions, and below each the teams of its managers. */
export function teamsTable({ teams }: PipelineFiles): Table {
  const regions = distinct(teams.map((row) => cell(row, 'regional_office')))
  const below = new Map(teams.map((row) => [teamOf(row), cell(row, 'regional_office')]))
  return {
    header: ['team', 'part_of'],
    rows: [...[...below].map(([team, region]) => [team, region]), ...regions.map((region) => [region, ''])],
  }
}

/**
 * Managers first, then the sales people, each in the manager's team; then who only the deals know, in no team.
 * @param resembles whether a name is probably another one, misspelt
 */
export function peopleTable({ teams, deals }: PipelineFiles, resembles: Resembles = () => false): Table {
  const known = distinct(teams.map((row) => cell(row, 'sales_agent')))
  const strangers = distinct(deals.map((row) => cell(row, 'sales_agent'))).filter(
    (name) => name !== '' && !known.includes(name) && !known.some((one) => resembles(name, one)),
  )
  const managers = new Map(teams.map((row) => [cell(row, 'manager'), teamOf(row)]))
  return {
    header: ['name', 'email', 'role', 'team'],
    rows: [
      ...[...managers].map(([name, team]) => [name, addressOf(name), 'Manager', team]),
      ...teams.map((row) => {
        const name = cell(row, 'sales_agent')
        return [name, addressOf(name), 'Representative', teamOf(row)]
      }),
      ...strangers.map((name) => [name, addressOf(name), 'Representative', '']),
    ],
  }
}

/** Who leads which team; those are there already and only get their manager. */
export function leadersTable({ teams }: PipelineFiles): Table {
  const managers = new Map(teams.map((row) => [teamOf(row), cell(row, 'manager')]))
  return { header: ['team', 'manager'], rows: [...managers].map((pair) => [...pair]) }
}

const accountColumns = [
  'account',
  'sector',
  'year_established',
  'revenue',
  'employees',
  'office_location',
  'subsidiary_of',
]

/** Who looks after an account: whoever has most deals with it; empty without any. */
export function keepers({ deals }: PipelineFiles): (account: string) => string {
  const owners = new Map<string, Map<string, number>>()
  for (const deal of deals) {
    const agents = owners.get(cell(deal, 'account')) ?? new Map<string, number>()
    agents.set(cell(deal, 'sales_agent'), (agents.get(cell(deal, 'sales_agent')) ?? 0) + 1)
    owners.set(cell(deal, 'account'), agents)
  }
  return (account) =>
    [...(owners.get(account) ?? [])].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0] ?? ''
}

/** The accounts as they came, each below a parent of the same file, and who looks after each. */
export function accountsTable(files: PipelineFiles, resembles: Resembles = () => false): Table {
  const keeper = keepers(files)
  const names = files.accounts.map((row) => cell(row, 'account'))
  const ofAccount = (row: Row, column: string): string => {
    const written = cell(row, column)
    if (column !== 'subsidiary_of' || written === '' || names.includes(written)) return written
    return names.find((name) => resembles(written, name)) ?? written
  }
  return {
    header: [...accountColumns, 'owner'],
    rows: files.accounts.map((row) => [
      ...accountColumns.map((name) => ofAccount(row, name)),
      keeper(cell(row, 'account')),
    ]),
  }
}

export function productsTable({ products }: PipelineFiles): Table {
  const columns = ['product', 'series', 'sales_price']
  return { header: columns, rows: products.map((row) => columns.map((name) => cell(row, name))) }
}

/** The product of a deal as the price list calls it. */
export const productRepairs = { GTXPro: 'GTX Pro' } as const

function listPrice({ products }: PipelineFiles, deal: Row): string {
  const name = cell(deal, 'product')
  const repaired = Object.entries(productRepairs).find(([wrong]) => wrong === name)?.[1] ?? name
  return cell(products.find((row) => cell(row, 'product') === repaired) ?? {}, 'sales_price')
}

/** The stage that a deal stands in. */
export function stageOf(deal: Row) {
  return stageNamed(cell(deal, 'deal_stage'))
}

/** What a deal is worth: what it was closed at, or the list price while it is open. */
function worthOf(files: PipelineFiles, deal: Row): string {
  return stageOf(deal).category === 'open' ? listPrice(files, deal) : cell(deal, 'close_value')
}

/** What the demo makes up for a deal. */
export interface Invented {
  /** When an open deal may close. */
  expectedClose(deal: Row): string
  /** How sure who has an open deal is that it closes then; empty: as its stage says. */
  forecastCategory(deal: Row, expectedClose: string): string
  /** Why a deal was lost. */
  lossReason(deal: Row): string
}

/**
 * The deals with name and value, their dates moved by whole days.
 * @param invented what the files do not say; by default nobody has said it
 */
export function dealsTable(
  files: PipelineFiles,
  shiftDays = 0,
  invented: Invented = { expectedClose: () => '', forecastCategory: () => '', lossReason: () => '' },
): Table {
  return {
    header: [
      'opportunity_id',
      'name',
      'sales_agent',
      'account',
      'product',
      'deal_stage',
      'engage_date',
      'close_date',
      'expected_close',
      'forecast_category',
      'loss_reason',
      'value',
    ],
    rows: files.deals.map((deal) => {
      const closed = cell(deal, 'close_date')
      const opened = cell(deal, 'engage_date')
      const id = cell(deal, 'opportunity_id')
      const expected = closed ? '' : invented.expectedClose(deal)
      return [
        id,
        `${cell(deal, 'product').replace('GTXPro', 'GTX Pro')} – ${cell(deal, 'account') || id}`,
        cell(deal, 'sales_agent'),
        cell(deal, 'account'),
        cell(deal, 'product'),
        cell(deal, 'deal_stage'),
        opened && addDays(opened, shiftDays),
        closed && addDays(closed, shiftDays),
        closed ? addDays(closed, shiftDays) : expected,
        closed ? '' : invented.forecastCategory(deal, expected),
        stageOf(deal).category === 'lost' ? invented.lossReason(deal) : '',
        worthOf(files, deal),
      ]
    }),
  }
}
