import type { Money } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { expectedRevenue } from './expected-revenue.ts'
import type { Stage, StageBook } from './stage-book.ts'
import { chooseStage } from './stage-choice.ts'

/** An opportunity that is about to be written. */
export interface OpportunityWrite {
  /** As it stood; null for a new one. */
  readonly before: Values | null
  /** What somebody wrote. */
  readonly patch: Values
  /** A person: bound by what the stage requires. */
  readonly strict: boolean
  /** The program's own account, such as the sum of the lines. */
  readonly computed: boolean
}

export interface OpportunityFacts {
  /** The workspace's day. */
  readonly today: string
  readonly baseCurrency: string
  /** The reason for losing of deals of which nobody knows it. */
  readonly notStated: string | null
}

/**
 * What the stage, the probability and the dates of an opportunity become with a change: status, probability and
 * forecast category unless set by hand, expected revenue, opening and closing day, pushes of the close date.
 * @returns the fields to write besides, or instead of, what was written; those that stay as they are, left out
 * @throws Failure 422: `stage_requires_fields` {stage, fields} for people, `amount_is_sum_of_lines`, and those of
 * `chooseStage`
 */
export function planOpportunity(write: OpportunityWrite, book: StageBook, facts: OpportunityFacts): Values {
  const { before, patch } = write
  const current = before ? { pipeline: before.pipeline, stage: before.stage } : undefined
  const stage = chooseStage({ pipeline: patch.pipeline, stage: patch.stage, current }, book)
  if (!stage) return {}
  const deal: Deal = { ...write, stage, entering: before?.stage !== stage.id, reopening: isReopening(before, stage) }
  const plan: Plan = placed(stage)
  planLikelihood(plan, deal)
  Object.assign(plan, days(deal, facts), pushes(deal), loss(deal, facts), ownAmount(deal))
  const after = Object.assign({}, before, patch, plan)
  Object.assign(plan, revenue(deal, after, facts))
  if (write.strict && deal.entering) requireFields(stage, Object.assign(after, plan))
  return changesOnly(plan, write)
}

/** Filled in place: every write of a deal makes one. */
type Plan = Record<string, unknown>

interface Deal extends OpportunityWrite {
  readonly stage: Stage
  /** New, or moved to another stage. */
  readonly entering: boolean
  /** From closed to open. */
  readonly reopening: boolean
}

function isReopening(before: Values | null, stage: Stage): boolean {
  return before !== null && before.status !== 'open' && stage.category === 'open'
}

function placed(stage: Stage): Plan {
  return { pipeline: stage.pipeline, stage: stage.id, status: stage.category }
}

function planLikelihood(plan: Plan, deal: Deal): void {
  const { stage } = deal
  const probability = { open: stage.probability, won: 100, lost: 0 }[stage.category]
  planUnlessByHand(plan, deal, { field: 'probability', mark: 'probabilitySet', ofStage: probability })
  planUnlessByHand(plan, deal, {
    field: 'forecastCategory',
    mark: 'forecastCategorySet',
    ofStage: stage.forecastCategory,
  })
}

interface Marked {
  readonly field: string
  /** The field that says whether a hand set it. */
  readonly mark: string
  readonly ofStage: unknown
}

/**
 * A value that the stage gives, unless a hand set it: then it stays through the stages. Writing it empty, or the mark
 * false, gives it back to the stage; closing does so too.
 */
function planUnlessByHand(plan: Plan, deal: Deal, { field, mark, ofStage }: Marked): void {
  const { before, patch, stage, entering, reopening } = deal
  const value = field in patch ? patch[field] : before?.[field]
  const marked = field in patch || (mark in patch ? patch[mark] === true : before?.[mark] === true && !reopening)
  const byHand = stage.category === 'open' && marked && value !== null && value !== undefined
  if (byHand) plan[mark] = true
  else if (stage.category !== 'open' || entering || field in patch || mark in patch) {
    plan[field] = ofStage
    plan[mark] = false
  }
}

function days({ before, patch, stage }: Deal, { today }: OpportunityFacts): Values {
  const wasClosed = before !== null && before.status !== 'open'
  const known = patch.closedOn ?? (wasClosed ? before.closedOn : undefined)
  const closedOn = stage.category === 'open' ? null : (known ?? today)
  if (before || patch.openedOn) return { closedOn }
  return { closedOn, openedOn: typeof closedOn === 'string' && closedOn < today ? closedOn : today }
}

function pushes({ before, patch, stage }: Deal): Values {
  const later =
    typeof patch.closeOn === 'string' && typeof before?.closeOn === 'string' && patch.closeOn > before.closeOn
  if (!later || before?.status !== 'open' || stage.category !== 'open') return {}
  return { pushCount: Number(before.pushCount ?? 0) + 1 }
}

/** A lost deal has a reason; one that is not lost has none. */
function loss({ before, patch, stage, strict }: Deal, { notStated }: OpportunityFacts): Values {
  if (stage.category !== 'lost') return before?.status === 'lost' ? { lossReason: null, lossNote: null } : {}
  const reason = 'lossReason' in patch ? patch.lossReason : before?.lossReason
  return reason || strict ? {} : { lossReason: notStated }
}

/** With lines the amount is their sum: people are told, an import's is left aside. */
function ownAmount({ before, patch, strict, computed }: Deal): Values {
  if (before?.amountFromLines !== true || !('amount' in patch) || computed) return {}
  if (strict) throw new Failure(422, 'amount_is_sum_of_lines', { fields: { amount: { code: 'sum_of_lines' } } })
  return { amount: before.amount }
}

/** Expected revenue; and amounts in another currency are valued anew when the day of their rate changes. */
function revenue({ before }: Deal, after: Values, { baseCurrency }: OpportunityFacts): Values {
  const amount = moneyOf(after.amount)
  const probability = typeof after.probability === 'number' ? after.probability : null
  const plan = { expectedRevenue: expectedRevenue(amount, probability) }
  const revalued = before !== null && (before.status !== after.status || before.closedOn !== after.closedOn)
  return revalued && amount && amount.currency !== baseCurrency ? { ...plan, amount: { ...amount } } : plan
}

/** An amount of money among the values of a record. */
export function moneyOf(value: unknown): Money | null {
  if (typeof value !== 'object' || value === null || !('minor' in value) || !('currency' in value)) return null
  return { minor: Number(value.minor), currency: String(value.currency) }
}

function requireFields(stage: Stage, after: Values): void {
  const required = stage.category === 'lost' ? [...stage.requiredFields, 'lossReason'] : stage.requiredFields
  const fields = [...new Set(required)].filter((field) => isEmpty(after[field]))
  if (fields.length === 0) return
  throw new Failure(422, 'stage_requires_fields', {
    details: { stage: stage.id, fields },
    fields: Object.fromEntries(fields.map((field) => [field, { code: 'required' }])),
  })
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Leaves out what stands there already, unless something else was written; and amounts only revalued stay in. */
function changesOnly(plan: Values, { before, patch }: OpportunityWrite): Values {
  if (!before) return plan
  return Object.fromEntries(
    Object.entries(plan).filter(
      ([field, value]) =>
        field in patch ||
        (field === 'amount' && value !== before.amount) ||
        JSON.stringify(value ?? null) !== JSON.stringify(before[field] ?? null),
    ),
  )
}
