import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayIn, daysBetween } from '@tendero/model'
import type { Kernel } from '../kernel/kernel.ts'
import { random } from '../platform/random.ts'
import { beginDemo, type DemoAccount, demoState, noteDemo } from '../workspace/index.ts'
import {
  accountNotes,
  expectedClose,
  forecastCategory,
  leadSteps,
  lossReason,
  type Moment,
  nextSteps,
  pastCalls,
} from './activities.ts'
import { loadSteps, pipelineSteps, readPipelineFiles, type Step } from './load-pipeline.action.ts'
import { foundDemoCompany, openAccounts } from './load-pipeline-demo.action.ts'
import { makeUpCommitments } from './past-commitments.action.ts'
import { makeUpStatements } from './past-statements.action.ts'
import { contactsTable, leadsTable, type Names } from './people.ts'
import type { PipelineFiles } from './pipeline-files.ts'
import { quotasTable } from './quotas.ts'
import { accountTerritoriesTable, territoriesTable, territoryQuotasTable } from './territories.ts'

const timeZone = 'America/New_York'

export interface DemoLoad {
  /** The folder `demo` of the project. */
  readonly folder: string
  /** Told once the three people can sign in. */
  onAccounts(accounts: readonly DemoAccount[]): void
  /** Told four times a second at most how far it is, 0 to 1, and with what. */
  onProgress?(share: number, what: string): void
}

/**
 * Makes the demo company on first start, or goes on with one that was interrupted; nothing when there is a company, or
 * the demo is complete. How far it is stands in the database.
 */
export async function loadDemo(kernel: Kernel, { folder, onAccounts, onProgress }: DemoLoad): Promise<void> {
  const begun = await beginDemo(kernel, dayIn(timeZone, kernel.now()))
  const demo = await demoState(kernel)
  if (!demo || demo.state === 'ready') return
  if (!begun && demo.accounts.length > 0) onAccounts(demo.accounts)
  if (demo.state === 'failed') await noteDemo(kernel, { state: 'loading' })
  const company = await companyOf(kernel, demo.workspaceId, demo.userId)
  const people = async () => {
    if (demo.accounts.length > 0) return
    const accounts = await openAccounts(kernel, company.workspaceId, company.userId)
    await noteDemo(kernel, { accounts })
    onAccounts(accounts)
  }
  const files = readPipelineFiles(join(folder, 'pipeline'))
  const names: Names = JSON.parse(readFileSync(join(folder, 'names', 'names.json'), 'utf8'))
  const after = {
    people,
    statements: () => makeUpStatements(kernel, company, demo.startedOn),
    commitments: () => makeUpCommitments(kernel, company, demo.startedOn),
  }
  const steps = demoSteps(files, names, { today: demo.startedOn, timeZone }, after)
  try {
    await loadSteps(kernel, { ...company, progress: noteSometimes(kernel, onProgress) }, steps)
    await noteDemo(kernel, { state: 'ready', progress: 1 })
  } catch (error) {
    if (kernel.stopping.aborted) return
    await noteDemo(kernel, { state: 'failed' })
    throw error
  }
}

async function companyOf(
  kernel: Kernel,
  workspaceId: string | null,
  userId: string | null,
): Promise<{ workspaceId: string; userId: string }> {
  if (workspaceId && userId) return { workspaceId, userId }
  const founded = await foundDemoCompany(kernel)
  await noteDemo(kernel, { workspaceId: founded.workspaceId, userId: founded.userId })
  return { workspaceId: founded.workspaceId, userId: founded.userId }
}

/** Notes progress four times a second at most. */
function noteSometimes(
  kernel: Kernel,
  tell: DemoLoad['onProgress'] = () => {},
): (share: number, what: string) => Promise<void> {
  let next = 0
  return async (share, what) => {
    if (performance.now() < next) return
    next = performance.now() + 250
    tell(share, what)
    await noteDemo(kernel, { progress: Math.min(share, 0.999) })
  }
}

/** What is done when people are there, when deals are, and when quotas are. */
interface After {
  people(): Promise<void>
  statements(): Promise<void>
  commitments(): Promise<void>
}

/** The pipeline moved to the present, and what people do in it: always the same for the same day. */
function demoSteps(files: PipelineFiles, names: Names, moment: Moment, after: After): readonly Step[] {
  const chance = random(20_170_930)
  const sureness = random(20_171_001)
  const shift = shiftTo(files, moment.today)
  const steps = pipelineSteps(files, shift, {
    expectedClose: () => expectedClose(moment, chance),
    forecastCategory: ({ deal_stage = '' }, expected) => forecastCategory(deal_stage, expected, moment, sureness),
    lossReason: () => lossReason(chance),
  })
  const leads = leadsTable(files, names, chance)
  const next = nextSteps(files, moment, chance)
  const planned = {
    subject: 'subject',
    opportunity_id: ofDeal,
    owner: 'owner',
    due_at: 'dueAt',
    account: ofAccount,
  } as const
  return [
    ...steps.map((step) => {
      if (step.object === 'user') return { ...step, after: after.people }
      return step.object === 'opportunity' ? { ...step, after: after.statements } : step
    }),
    { object: 'contact', name: 'contacts.csv', table: contactsTable(files, names, chance), map: contactMap },
    { object: 'lead', name: 'leads.csv', table: leads, map: leadMap },
    { object: 'call', name: 'calls.csv', table: next.call, map: planned },
    { object: 'visit', name: 'visits.csv', table: next.visit, map: planned },
    { object: 'task', name: 'tasks.csv', table: next.task, map: planned },
    {
      object: 'call',
      name: 'first calls.csv',
      table: leadSteps(leads, moment, chance),
      map: { subject: 'subject', lead_id: { field: 'lead', key: 'externalId' }, owner: 'owner', due_at: 'dueAt' },
    },
    { object: 'call', name: 'past calls.csv', table: pastCalls(files, moment, chance), map: pastCallMap },
    { object: 'note', name: 'notes.csv', table: accountNotes(files, chance), map: noteMap },
    {
      object: 'quota',
      name: 'quotas.csv',
      table: quotasTable(files, shift, moment.today),
      map: { owner: 'owner', period: 'period', starts_on: 'startsOn', amount: 'amount' },
    },
    {
      object: 'territory',
      name: 'territories.csv',
      table: territoriesTable(),
      map: { territory: 'name', part_of: 'parent' },
    },
    {
      object: 'account',
      name: 'accounts of territories.csv',
      table: accountTerritoriesTable(files),
      map: { account: 'name', territory: 'territory' },
      updateBy: 'name',
    },
    {
      object: 'quota',
      name: 'quotas of territories.csv',
      table: territoryQuotasTable(files, shift, moment.today),
      map: { territory: 'territory', period: 'period', starts_on: 'startsOn', amount: 'amount' },
      after: after.commitments,
    },
  ]
}

const ofDeal = { field: 'opportunity', key: 'externalId' } as const
const ofAccount = { field: 'account', key: 'name' } as const

const contactMap: Step['map'] = {
  first_name: 'firstName',
  last_name: 'lastName',
  account: ofAccount,
  job_title: 'jobTitle',
  email: 'email',
  phone: 'phone',
  owner: 'owner',
}

const leadMap: Step['map'] = {
  lead_id: 'externalId',
  first_name: 'firstName',
  last_name: 'lastName',
  company: 'company',
  email: 'email',
  phone: 'phone',
  status: 'status',
  reason: 'unqualifiedReason',
  source: 'source',
  interest: 'interest',
  value: 'estimatedValue',
  owner: 'owner',
}

const pastCallMap: Step['map'] = {
  subject: 'subject',
  opportunity_id: ofDeal,
  owner: 'owner',
  done_at: 'doneAt',
  outcome: 'outcome',
  mood: 'mood',
  minutes: 'duration',
  notes: 'body',
  account: ofAccount,
}

const noteMap: Step['map'] = { subject: 'subject', account: ofAccount, owner: 'owner', mood: 'mood', body: 'body' }

/** Days by which dates move so that the last one lies in the seven days before today: whole weeks. */
export function shiftTo({ deals }: PipelineFiles, today: string): number {
  const last = deals.reduce((latest, { close_date = '', engage_date = '' }) => {
    const later = close_date > engage_date ? close_date : engage_date
    return later > latest ? later : latest
  }, '')
  return Math.floor((daysBetween(last, today) - 1) / 7) * 7
}
