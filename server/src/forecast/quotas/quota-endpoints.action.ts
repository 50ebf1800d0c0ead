import { type AdjustmentWish, isId, type SubmissionWish } from '@tendero/model'
import { acceptBody } from '../../kernel/accept-body.ts'
import type { Caller } from '../../kernel/caller.ts'
import { type Endpoint, endpoint } from '../../kernel/endpoint.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type Reading, readingFor } from '../../kernel/read-records.ts'
import { wrong } from '../forecast-query.ts'
import { adjustForecast, adjustmentInput } from './adjust-forecast.action.ts'
import { adjustmentsOf } from './adjustments.sql.ts'
import { changesSince } from './changes-since.sql.ts'
import { periodIn, readRollUp } from './read-roll-up.sql.ts'
import { readSubmission } from './read-submission.sql.ts'
import { requireSubject, type Subject } from './subject-rights.ts'
import { submissionsOf } from './submissions.sql.ts'
import { submissionInput, submitForecast } from './submit-forecast.action.ts'

type Query = Readonly<Record<string, string | undefined>>

/** Whose: `person` or `team`, an id. @throws Failure 422 `invalid_query` */
function subjectIn(query: Query): Subject {
  const kind = query.team === undefined ? 'person' : 'team'
  const id = query[kind]
  if (!isId(id) || (query.team !== undefined && query.person !== undefined)) throw wrong(kind)
  return { kind, id }
}

function reading<T>(kernel: Kernel, caller: Caller, read: (reading: Reading) => Promise<T>): Promise<T> {
  return kernel.database.read(caller.actor.workspaceId, (tx) => read(readingFor(kernel, caller, tx)))
}

export const quotaEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/forecast/roll-up',
    heavy: true,
    past: true,
    summary:
      'What a fiscal period comes to along the tree of teams: deals by forecast category, adjusted and submitted, beside quotas with attainment and coverage. `period` (month, quarter, year) and `startsOn` (its first day); this quarter unless told. Amounts are in minor units of the base currency.',
    handle: ({ kernel, caller, query }) => reading(kernel, caller, (one) => readRollUp(one, periodIn(one, query))),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/changes',
    heavy: true,
    summary:
      'What became of the deals of a fiscal period between the ends of two days: opened, moved in and out, raised, lowered, lost, won. `until` (ISO date; today unless told), `since` (a week before it unless told), `period` and `startsOn` as of the roll-up.',
    handle: ({ kernel, caller, query }) => changesSince(kernel, caller, query),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/adjustments',
    summary:
      'All that was ever said of a `person` or a `team` in a fiscal period (`period`, `startsOn`), by whom and why, the newest first.',
    handle: ({ kernel, caller, query }) =>
      reading(kernel, caller, async (one) => {
        const [period, subject] = [periodIn(one, query), subjectIn(query)]
        requireSubject(one, subject)
        return adjustmentsOf(one, period, subject)
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/forecast/adjustments',
    summary:
      'Says that a category of a person or a team comes to `amount` more (or less) than the deals tell, and why, from now on; 0 takes it back. One’s own, or of the teams that one sets quotas for. `instead` is the id of the adjustment that was looked at (null: none), so that nobody’s is replaced unseen (409 `adjusted_meanwhile`). Answers with the roll-up.',
    input: adjustmentInput,
    handle: ({ kernel, caller, body }) =>
      adjustForecast(kernel, caller, acceptBody(adjustmentInput, body) as AdjustmentWish),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/submissions',
    summary:
      'What was submitted of a `person` or a `team` in a fiscal period (`period`, `startsOn`), the newest first.',
    handle: ({ kernel, caller, query }) =>
      reading(kernel, caller, async (one) => {
        const [period, subject] = [periodIn(one, query), subjectIn(query)]
        requireSubject(one, subject)
        return submissionsOf(one, period, subject)
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/submissions/{id}',
    summary:
      'A submission with the deals that it was made of, beside what became of them; as far as the reader sees them.',
    handle: ({ kernel, caller, params }) => reading(kernel, caller, (one) => readSubmission(one, String(params.id))),
  }),
  endpoint({
    method: 'POST',
    path: '/forecast/submissions',
    summary:
      'Submits the figures of a person or a team for a fiscal period, with the deals that they are made of: kept as they are, whatever comes of them.',
    input: submissionInput,
    handle: ({ kernel, caller, body }) =>
      submitForecast(kernel, caller, acceptBody(submissionInput, body) as SubmissionWish),
  }),
]
