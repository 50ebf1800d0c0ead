import type { UndoChoices } from '@tendero/model/api'
import { createStore } from '../kernel/store.ts'

/** What is to be taken back, once it has been looked at. */
export interface Undoing {
  readonly operationId: string
  readonly onUndone?: () => void
  /** Another way to take it back, which tells itself how it goes: an import goes back in the background. */
  readonly takeBack?: (choices: UndoChoices) => Promise<unknown>
}

export const undoing = createStore<Undoing | null>(null)
