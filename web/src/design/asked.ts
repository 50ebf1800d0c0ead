import type { AnyRecord, MetadataObject, PossibleDuplicate } from '@tendero/model/api'
import { createStore } from '../kernel/store.ts'

/** Dialogs that can be asked for from anywhere; the shell shows them. */
export const paletteOpen = createStore(false)
/** What is sought in it; also what was typed before it stood there. */
export const paletteQuery = createStore('')
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

/** The records that somebody is creating: a form can ask for another one, which then stands over it. */
export const creations = createStore<readonly Creation[]>([])

/** Opens the form for a new record. */
export function create(wanted: Creation): void {
  creations.set([...creations.get(), wanted])
}

export function endCreation(wanted: Creation): void {
  creations.set(creations.get().filter((one) => one !== wanted))
}

/** A change that somebody else's change stands against; the dialog for it is on the screen while this is set. */
export interface Conflict {
  readonly object: MetadataObject
  readonly current: AnyRecord
  readonly fields: Readonly<Record<string, { readonly yours: unknown; readonly theirs: unknown }>>
  /** Words of references among one's own values. */
  readonly titles: Readonly<Record<string, string>>
}

export const conflict = createStore<Conflict | null>(null)

/** A change that makes fields required which are empty; the dialog that asks for them. */
export interface Missing {
  readonly object: MetadataObject
  readonly record: AnyRecord
  readonly patch: Readonly<Record<string, unknown>>
  readonly fields: readonly string[]
  /** Words of references in the patch. */
  readonly titles: Readonly<Record<string, string>>
  /** Sends the change with what was asked for; without it, it is a change in place. */
  readonly send?: (patch: Readonly<Record<string, unknown>>) => void
}

/** A record that is likely there already; the dialog that asks whether it is to be saved all the same. */
export interface Held extends PossibleDuplicate {
  /** What is being saved is called; undefined when it has no name yet. */
  readonly title?: string | undefined
  readonly answer: (save: boolean) => void
}

export const held = createStore<Held | null>(null)

export const missing = createStore<Missing | null>(null)
