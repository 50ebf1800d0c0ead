import { describe, expect, test } from 'vitest'
import { random } from '../platform/random.ts'
import { accountNotes, expectedClose, leadSteps, nextSteps, pastCalls } from './activities.ts'
import { contactsTable, leadsTable, type Names } from './people.ts'
import {
  accountsTable,
  addressOf,
  dealsTable,
  leadersTable,
  type PipelineFiles,
  peopleTable,
  teamsTable,
} from './pipeline-files.ts'

const deal = (id: string, stage: string, more: Record<string, string> = {}) => ({
  opportunity_id: id,
  sales_agent: 'Ana Ruiz',
  product: 'GTXPro',
  account: 'Acme',
  deal_stage: stage,
  engage_date: '2017-01-02',
  close_date: '',
  close_value: '',
  ...more,
})

const files: PipelineFiles = {
  accounts: [{ account: 'Acme', sector: 'technolgy', subsidiary_of: '' }],
  products: [{ product: 'GTX Pro', series: 'GTX', sales_price: '4821' }],
  teams: [
    { sales_agent: 'Ana Ruiz', manager: 'Melvin Marxen', regional_office: 'West' },
    { sales_agent: 'Mei-Mei Johns', manager: 'Melvin Marxen', regional_office: 'West' },
  ],
  deals: [
    deal('A', 'Engaging'),
    deal('B', 'Won', { close_date: '2017-03-01', close_value: '4500', account: '', sales_agent: 'Mei-Mei Johns' }),
    deal('C', 'Lost', { close_date: '2017-03-02', close_value: '0' }),
  ],
}
const names: Names = Object.fromEntries(
  ['en', 'es', 'et'].map((language) => [language, { first: ['Ñusta'], last: ['Õun'] }]),
)
const moment = { today: '2026-03-11', timeZone: 'America/New_York' }

describe('the files of the pipeline become tables', () => {
  test('of regions, teams and their leaders', () => {
    expect(teamsTable(files).rows).toEqual([
      ['West – Marxen', 'West'],
      ['West', ''],
    ])
    expect(leadersTable(files).rows).toEqual([['West – Marxen', 'Melvin Marxen']])
  })

  test('of people, managers first', () => {
    expect(peopleTable(files).rows).toEqual([
      ['Melvin Marxen', 'melvin.marxen@example.com', 'Manager', 'West – Marxen'],
      ['Ana Ruiz', 'ana.ruiz@example.com', 'Representative', 'West – Marxen'],
      ['Mei-Mei Johns', 'mei-mei.johns@example.com', 'Representative', 'West – Marxen'],
    ])
    expect(addressOf('Õnne Muñoz')).toBe('onne.munoz@example.com')
  })

  test('of accounts, each looked after by whoever has most deals with it', () => {
    const { header, rows } = accountsTable(files)
    expect(rows[0]?.[header.indexOf('owner')]).toBe('Ana Ruiz')
  })

  test('of deals with name, value and moved dates', () => {
    const invented = { expectedClose: () => '2026-04-01', forecastCategory: () => 'commit', lossReason: () => 'Price' }
    const { header, rows } = dealsTable(files, 7, invented)
    const shown = ['name', 'product', 'engage_date', 'close_date', 'expected_close', 'loss_reason', 'value']
    expect(rows.map((row) => shown.map((name) => row[header.indexOf(name)]))).toEqual([
      ['GTX Pro – Acme', 'GTXPro', '2017-01-09', '', '2026-04-01', '', '4821'],
      ['GTX Pro – B', 'GTXPro', '2017-01-09', '2017-03-08', '2017-03-08', '', '4500'],
      ['GTX Pro – Acme', 'GTXPro', '2017-01-09', '2017-03-09', '2017-03-09', 'Price', '0'],
    ])
  })
})

describe('what the demo makes up', () => {
  test('is the same every time', () => {
    const numbers = () => Array.from({ length: 5 }, random(1).next)
    expect(numbers()).toEqual(numbers())
    const tables = () => {
      const chance = random(7)
      return [contactsTable(files, names, chance), leadsTable(files, names, chance), accountNotes(files, chance)]
    }
    expect(tables()).toEqual(tables())
  })

  test('lies in working hours of working days, but for what is due today', () => {
    const many = { ...files, deals: Array.from({ length: 2_000 }, (_, i) => deal(`D${i}`, 'Engaging')) }
    const { call, visit, task } = nextSteps(many, moment, random(1))
    const due = [...call.rows, ...visit.rows, ...task.rows].map((row) => row[3] ?? '')
    expect(due.length / 2_000).toBeCloseTo(2 / 3, 1)
    const local = due.map((at) =>
      new Date(at).toLocaleString('en-GB', { timeZone: moment.timeZone, weekday: 'short', hour: '2-digit' }),
    )
    expect(new Set(local.map((one) => one.slice(0, 3)))).toEqual(new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']))
    expect(local.every((one) => Number(one.slice(-2)) >= 9 && Number(one.slice(-2)) <= 16)).toBe(true)
    expect(pastCalls(many, moment, random(1)).rows.every((row) => (row[3] ?? '') < '2026-03-11')).toBe(true)
  })

  test('names the customer of each call and visit, and gives each contact to whoever keeps the account', () => {
    const of = (table: { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }) => {
      const place = table.header.indexOf('account')
      return new Set(table.rows.map((row) => row[place]))
    }
    const open = [deal('D1', 'Engaging', { account: 'Acme', sales_agent: 'Ana' })]
    const acme = { ...files, deals: Array.from({ length: 60 }, () => open).flat() }
    expect(of(pastCalls(acme, moment, random(1), 20))).toEqual(new Set(['Acme']))
    expect(of(nextSteps(acme, moment, random(1)).call)).toEqual(new Set(['Acme']))
    const contacts = contactsTable({ ...acme, accounts: [{ account: 'Acme' }] }, names, random(2))
    expect(new Set(contacts.rows.map((row) => row[contacts.header.indexOf('owner')]))).toEqual(new Set(['Ana']))
  })

  test('is a next step for open leads only, and a close date mostly ahead', () => {
    const leads = leadsTable(files, names, random(3), 200)
    const status = leads.header.indexOf('status')
    const open = new Set(leads.rows.filter((row) => row[status] !== 'unqualified').map((row) => row[0]))
    const steps = leadSteps(leads, moment, random(3)).rows
    expect(steps.length).toBeGreaterThan(80)
    expect(steps.every((row) => open.has(row[1]))).toBe(true)
    const chance = random(5)
    const past = Array.from({ length: 400 }, () => expectedClose(moment, chance)).filter((day) => day < moment.today)
    expect(past.length).toBeGreaterThan(25)
    expect(past.length).toBeLessThan(80)
  })
})
