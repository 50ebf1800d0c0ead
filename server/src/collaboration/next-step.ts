/** An activity that is still to be done on a day. */
export interface Step {
  readonly id: string
  /** An instant in ISO 8601. */
  readonly dueAt: string
}

/** The step that comes first; of two at one instant the one with the lesser id. Null when there is none. */
export function earliest(steps: readonly (Step | null)[]): Step | null {
  return steps.reduce((first, step) => (step && (!first || isBefore(step, first)) ? step : first), null)
}

function isBefore(a: Step, b: Step): boolean {
  const difference = Date.parse(a.dueAt) - Date.parse(b.dueAt)
  return difference < 0 || (difference === 0 && a.id < b.id)
}

/** What an activity is as a step: open and with a due time, or null. */
export function stepOf(id: string, values: Readonly<Record<string, unknown>> | null): Step | null {
  return values && typeof values.dueAt === 'string' && !values.doneAt ? { id, dueAt: values.dueAt } : null
}

export function sameStep(a: Step | null, b: Step | null): boolean {
  return a === b || (a?.id === b?.id && Date.parse(a?.dueAt ?? '') === Date.parse(b?.dueAt ?? ''))
}
