import { createStore } from '../../kernel/store.ts'

/** That the composer of the page should open, and for what. */
export interface Composing {
  readonly kind: string
  readonly planned: boolean
}

export const composing = createStore<Composing | null>(null)
