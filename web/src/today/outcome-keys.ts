import type { Outcome } from '../next-step/completion-form.tsx'

/** The key of each outcome, the same for every kind of activity. */
export const outcomeKeys = {
  '1': 'answered',
  '2': 'no_answer',
  '3': 'done',
  '4': 'rescheduled',
} as const satisfies Record<string, Outcome>

export function keyOfOutcome(outcome: Outcome): string {
  return Object.entries(outcomeKeys).find(([, one]) => one === outcome)?.[0] ?? ''
}
