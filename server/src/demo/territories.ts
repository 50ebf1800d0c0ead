import { addDays, type FiscalPeriod, fiscalPeriod } from '@tendero/model'
import type { PipelineFiles, Table } from './pipeline-files.ts'
import { quotaAfter } from './quotas.ts'

const international = 'International'

/** Each with the countries of the set that are in it; all but the first are international. */
const territories: Readonly<Record<string, readonly string[]>> = {
  'North America': ['United States'],
  'Latin America': ['Brazil', 'Panama'],
  Europe: ['Belgium', 'Germany', 'Italy', 'Norway', 'Poland', 'Romania'],
  'Middle East and Africa': ['Jordan', 'Kenya'],
  'Asia-Pacific': ['China', 'Japan', 'Korea', 'Philipines'],
}

export function territoriesTable(): Table {
  const [home, ...abroad] = Object.keys(territories)
  return {
    header: ['territory', 'part_of'],
    rows: [[home ?? '', ''], [international, ''], ...abroad.map((name) => [name, international])],
  }
}

const territoryOf = (country = '') =>
  Object.keys(territories).find((name) => territories[name]?.includes(country)) ?? ''

/** Which account is in which territory, by the country of its office. */
export function accountTerritoriesTable({ accounts }: PipelineFiles): Table {
  return {
    header: ['account', 'territory'],
    rows: accounts.map(({ account = '', office_location }) => [account, territoryOf(office_location)]),
  }
}

/** What each territory is to bring this quarter: a tenth more than what its accounts brought in the one before. */
export function territoryQuotasTable({ accounts, deals }: PipelineFiles, shiftDays: number, today: string): Table {
  const now = fiscalPeriod('quarter', today, 1)
  const before = fiscalPeriod('quarter', today, 1, -1)
  const homes = new Map(accounts.map(({ account = '', office_location }) => [account, territoryOf(office_location)]))
  const won = new Map<string, number>()
  for (const { account = '', deal_stage, close_date, close_value } of deals) {
    const territory = homes.get(account)
    if (!territory || deal_stage !== 'Won' || !close_date || !isIn(addDays(close_date, shiftDays), before)) continue
    won.set(territory, (won.get(territory) ?? 0) + Number(close_value))
  }
  return {
    header: ['territory', 'period', 'starts_on', 'amount'],
    rows: Object.keys(territories).map((name) => [
      name,
      'quarter',
      now.startsOn,
      String(quotaAfter(won.get(name) ?? 0)),
    ]),
  }
}

const isIn = (day: string, { startsOn, endsOn }: FiscalPeriod) => day >= startsOn && day <= endsOn
