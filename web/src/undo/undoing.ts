import { createStore } from '../kernel/store.ts'

/** What is to be taken back, once it has been looked at. */
export interface Undoing {
  readonly operationId: string
  readonly onUndone?: () => void
}

export const undoing = createStore<Undoing | null>(null)
