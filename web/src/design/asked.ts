import { createStore } from '../kernel/store.ts'

/** Dialogs that can be asked for from anywhere; the shell shows them. */
export const paletteOpen = createStore(false)
export const shortcutHelpOpen = createStore(false)

export interface Creation {
  readonly object: string
  /** Values that are known already: the account whose page one is on, the name that was typed. */
  readonly values?: Readonly<Record<string, unknown>>
  /** Titles of references among them. */
  readonly titles?: Readonly<Record<string, string>>
  /** Instead of opening the new record. */
  readonly onCreated?: (record: { readonly id: string; readonly title: string }) => void
}

/** The record that somebody wants to create; the form for it is on the screen while this is set. */
export const creation = createStore<Creation | null>(null)

/** Opens the form for a new record. */
export function create(wanted: Creation): void {
  creation.set(wanted)
}
