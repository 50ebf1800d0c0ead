import type { Outcome } from '../next-step/completion-form.tsx'

/** What is being entered in a row: an outcome, or the step, date or fields that are missing. */
export type Entry = Outcome | 'plan'

/** Sends what was entered; `done` is what the notice will say. */
export type Save = (send: () => Promise<string | undefined>, done: string) => void
