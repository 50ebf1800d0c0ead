import type { AnyRecord, MetadataObject, Problem } from '@tendero/model/api'
import type { ComponentType } from 'react'

export interface ExtensionProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

/** A change that somebody makes with one gesture: a card dragged, a stage pressed. */
export interface Gesture {
  readonly object: MetadataObject
  readonly record: AnyRecord
  readonly patch: Readonly<Record<string, unknown>>
  /** Why the server refused it before. */
  readonly problem?: Problem
}

/** Asks for what else a gesture needs; gives all that is to be written, or null when the person turned back. */
export type AskFirst = (gesture: Gesture) => Promise<Gesture['patch'] | null>

/** Values of a form, and the words of the references among them. */
export interface Filling {
  readonly values: Readonly<Record<string, unknown>>
  readonly titles: Readonly<Record<string, string>>
}

/** What the form for a new record begins with, and what one value brings with it. */
export interface FormRules {
  readonly first: Filling
  follow(name: string, values: Readonly<Record<string, unknown>>): Filling
}

/** What a slice adds to the record page of an object. Components are given through `lazy`, so that only their pages load them. */
export interface RecordExtension {
  /** Beside the title: buttons of the slice's own actions. */
  readonly actions?: readonly ComponentType<ExtensionProps>[]
  /** In place of the next step beside the title. */
  readonly nextStep?: ComponentType<ExtensionProps>
  /** Under the title, over the whole width: the stage bar of an opportunity. */
  readonly banners?: readonly ComponentType<ExtensionProps>[]
  /** In the column of related records, above the derived lists. */
  readonly panels?: readonly ComponentType<ExtensionProps>[]
  /** Objects whose derived related list a panel replaces. */
  readonly replaces?: readonly string[]
  /** Fields that the slice shows itself and the facts leave out. */
  readonly hides?: readonly string[]
  /** For the form of a new record. */
  readonly form?: () => Promise<{ readonly formRules: () => Promise<FormRules> }>
  /** Before a card of the board goes to another column. */
  readonly beforeMove?: () => Promise<{ readonly askFirst: AskFirst }>
  /** Dialogs that `beforeMove` and `recover` open; lists, boards and record pages have them on the screen. */
  readonly dialogs?: ComponentType
  /**
   * Answers a refused change itself, by asking for what was missing (the reason a deal was lost): true when it does,
   * and then nothing else is said about the problem.
   */
  readonly recover?: (refused: Refused) => boolean
}

export interface Refused extends Gesture {
  readonly problem: Problem
}

const none: RecordExtension = {}

const extensions = new Map<string, RecordExtension>()
let every: Pick<RecordExtension, 'banners' | 'panels'> = none
/** What an object has of its own and with all others. */
const whole = new Map<string, RecordExtension>()

/**
 * Slices plug in here, before anything is shown; the pages know nothing of them.
 * @example extend('opportunity', { banners: [lazy(() => import('./sales/stage-bar.tsx'))] })
 */
export function extend(object: string, extension: RecordExtension): void {
  extensions.set(object, extension)
}

/** For the pages of all objects, beside what each has of its own. */
export function extendEvery(extension: Pick<RecordExtension, 'banners' | 'panels'>): void {
  every = extension
}

export function extensionOf(object: string): RecordExtension {
  const known = whole.get(object)
  if (known) return known
  const own = extensions.get(object) ?? none
  const { banners = [], panels = [] } = every
  const both = {
    ...own,
    banners: [...(own.banners ?? []), ...banners],
    panels: [...(own.panels ?? []), ...panels],
  }
  whole.set(object, both)
  return both
}
