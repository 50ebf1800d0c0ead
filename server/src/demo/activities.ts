import { addDays, daysBetween, instantOf } from '@tendero/model'
import type { Random } from '../platform/random.ts'
import { type PipelineFiles, type Row, stageOf, type Table } from './pipeline-files.ts'

/** When the demo is told from, and where. */
export interface Moment {
  readonly today: string
  readonly timeZone: string
}

const planned = {
  call: ['Call about the offer', 'Call back', 'Ask for the decision', 'Clear up delivery dates'],
  visit: ['Show the new model', 'Visit the warehouse', 'Meet the purchasing team'],
  task: ['Send the revised quote', 'Check stock', 'Prepare the contract', 'Ask for references'],
} as const

type Kind = keyof typeof planned

/** Calls, visits and tasks that lie ahead, a table each: what two in three open deals have as their next step. */
export function nextSteps({ deals }: PipelineFiles, moment: Moment, random: Random): Readonly<Record<Kind, Table>> {
  const rows: Record<Kind, string[][]> = { call: [], visit: [], task: [] }
  for (const deal of deals) {
    if (stageOf(deal).category !== 'open' || !random.chance(2 / 3)) continue
    const kind = random.pick<Kind>(['call', 'call', 'call', 'task', 'task', 'visit'])
    rows[kind].push([
      random.pick<string>(planned[kind]),
      deal.opportunity_id ?? '',
      deal.sales_agent ?? '',
      dueAt(moment, random),
      deal.account ?? '',
    ])
  }
  const header = ['subject', 'opportunity_id', 'owner', 'due_at', 'account']
  return { call: { header, rows: rows.call }, visit: { header, rows: rows.visit }, task: { header, rows: rows.task } }
}

/** A tenth is overdue, a few are due today, most in the next six weeks; in working hours. */
function dueAt(moment: Moment, random: Random): string {
  const days = random.chance(0.1) ? -random.between(1, 12) : random.chance(0.08) ? 0 : random.between(1, 42)
  return at(moment, workingDay(addDays(moment.today, days), days < 0 ? -1 : 1, days === 0), random)
}

/** Saturdays and Sundays are moved on, or back for what is past; what is due today stays. */
function workingDay(day: string, direction: 1 | -1, stays: boolean): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return stays || (weekday !== 0 && weekday !== 6) ? day : workingDay(addDays(day, direction), direction, false)
}

function at({ timeZone }: Moment, day: string, random: Random): string {
  const time = `${String(random.between(9, 16)).padStart(2, '0')}:${random.pick(['00', '15', '30', '45'])}:00`
  return instantOf(timeZone, `${day}T${time}`).toISOString()
}

/** A next step for two in three leads that are still open. */
export function leadSteps(leads: Table, moment: Moment, random: Random): Table {
  const place = (name: string) => leads.header.indexOf(name)
  const open = leads.rows.filter((row) => ['new', 'contacted', 'qualified'].includes(row[place('status')] ?? ''))
  return {
    header: ['subject', 'lead_id', 'owner', 'due_at'],
    rows: open.flatMap((row) =>
      random.chance(2 / 3)
        ? [['First call', row[place('lead_id')] ?? '', row[place('owner')] ?? '', dueAt(moment, random)]]
        : [],
    ),
  }
}

const talks = [
  ['Spoke about prices; they compare two offers.', 0],
  ['They were very happy with the last delivery.', 2],
  ['Waiting for their budget meeting next month.', 0],
  ['Complained about a late delivery; I promised to look into it.', -1],
  ['Friendly talk; wants a demonstration for the whole team.', 1],
  ['Angry about the invoice; sent to accounting.', -2],
] as const

/** Calls of the last weeks, with the mood they were held in. */
export function pastCalls({ deals }: PipelineFiles, moment: Moment, random: Random, count = 300): Table {
  const open = deals.filter((deal) => stageOf(deal).category === 'open')
  return {
    header: ['subject', 'opportunity_id', 'owner', 'done_at', 'outcome', 'mood', 'minutes', 'notes', 'account'],
    rows: Array.from({ length: count }, () => {
      const deal = random.pick(open)
      const done = at(moment, workingDay(addDays(moment.today, -random.between(1, 40)), -1, false), random)
      const [notes, mood] = random.pick(talks)
      return random.chance(0.75)
        ? [
            'Call',
            ...whose(deal),
            done,
            'answered',
            String(mood),
            String(random.between(2, 35)),
            notes,
            deal.account ?? '',
          ]
        : ['Call', ...whose(deal), done, 'no_answer', '', '', '', deal.account ?? '']
    }),
  }
}

const whose = (deal: Row): readonly string[] => [deal.opportunity_id ?? '', deal.sales_agent ?? '']

const remarks = [
  ['Prefers to be called in the morning.', 1],
  ['New head of purchasing since spring.', 0],
  ['Pays on time; ask about the second site.', 1],
  ['Unhappy with the old supplier: an opening for us.', 2],
  ['Decision needs two signatures.', 0],
] as const

/** Notes on accounts. */
export function accountNotes({ accounts, teams }: PipelineFiles, random: Random): Table {
  return {
    header: ['subject', 'account', 'owner', 'mood', 'body'],
    rows: accounts.flatMap((row) => {
      if (!random.chance(0.6)) return []
      const [body, mood] = random.pick(remarks)
      return [['Good to know', row.account ?? '', random.pick(teams).sales_agent ?? '', String(mood), body]]
    }),
  }
}

/** When an open deal may close: most in the coming three months, one in eight already past. */
export function expectedClose(moment: Moment, random: Random): string {
  const days = random.chance(1 / 8) ? -random.between(1, 21) : random.between(3, 90)
  return workingDay(addDays(moment.today, days), 1, false)
}

/** How sure somebody is of a deal: the sooner it is to close, the surer; of the first stage nobody is. */
export function forecastCategory(stage: string, expectedClose: string, { today }: Moment, random: Random): string {
  if (stage === 'Prospecting') return ''
  const days = daysBetween(today, expectedClose)
  const drawn = random.next()
  const [commit, likely] = days <= 21 ? [0.45, 0.7] : days <= 45 ? [0.2, 0.5] : [0.03, 0.15]
  if (drawn < commit) return 'commit'
  return drawn < likely ? 'most_likely' : 'best_case'
}

/** Why a deal was lost, by the reasons a new workspace has. */
export function lossReason(random: Random): string {
  return random.pick([
    'Price',
    'Price',
    'Price',
    'Chose a competitor',
    'Chose a competitor',
    'No budget',
    'No budget',
    'No decision',
    'Bad timing',
    'We did not have it',
    '',
  ])
}
