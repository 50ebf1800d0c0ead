import type { AnyRecord, MetadataObject, Problem } from '@tendero/model/api'
import type { ComponentType, RefObject } from 'react'

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

export interface FormPartProps {
  readonly object: MetadataObject
  /** What the form holds so far. */
  readonly values: Filling['values']
  readonly titles: Readonly<Record<string, string | undefined>>
  readonly handle: RefObject<FormPartHandle | null>
}

/** What the form asks of a slice's part when it is saved. */
export interface FormPartHandle {
  /** Whether what was entered is complete; the part says what is missing. */
  isReady(): boolean
  /** Writes it, once the record is there. The part tells of a failure itself: the record stays. */
  write(record: AnyRecord): Promise<void>
}

/** A component that is loaded with the page that shows it; `preload` is gone once it is there. */
export type Part = ComponentType<ExtensionProps> & { readonly preload?: () => Promise<void> | undefined }

/** What a slice adds to the record page of an object. Components are loaded by the pages that show them. */
export interface RecordExtension {
  /** Beside the title: buttons of the slice's own actions. */
  readonly actions?: readonly Part[]
  /** Beside the title, in the menu of what else can be done. */
  readonly menu?: readonly Part[]
  /** In place of the next step beside the title. */
  readonly nextStep?: Part
  /** Under the title, over the whole width: the stage bar of an opportunity. */
  readonly banners?: readonly Part[]
  /** In the column of related records, above the derived lists. */
  readonly panels?: readonly Part[]
  /** Below those, what is known of today alone. */
  readonly presentPanels?: readonly Part[]
  /** Objects whose derived related list a panel replaces. */
  readonly replaces?: readonly string[]
  /** Fields that the slice shows itself and the facts leave out. */
  readonly hides?: readonly string[]
  /** Fields whose value, in this record, follows from elsewhere: they are not edited, and the words under them say why. */
  readonly derived?: (record: AnyRecord) => Readonly<Partial<Record<string, ComponentType>>>
  /** For the form of a new record. */
  readonly form?: () => Promise<{ readonly formRules: () => Promise<FormRules> }>
  /** Under the fields of that form: what is written with the new record, such as its next step. */
  readonly formPart?: ComponentType<FormPartProps>
  /** Before a card of the board goes to another column. */
  readonly beforeMove?: () => Promise<{ readonly askFirst: AskFirst }>
  /** After somebody changed a record, wherever they did: what follows from it for them. */
  readonly afterChange?: (object: MetadataObject, before: AnyRecord, after: AnyRecord) => void
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
type ForEvery = Pick<RecordExtension, 'actions' | 'menu' | 'banners' | 'panels' | 'presentPanels'>
let every: ForEvery = none
/** What an object has of its own and with all others. */
const whole = new Map<string, RecordExtension>()

/**
 * Slices plug in here, before anything is shown; the pages know nothing of them.
 * @example extend('opportunity', { banners: [lazyRouteComponent(() => import('./sales/stage-bar.tsx'), 'StageBar')] })
 */
export function extend(object: string, extension: RecordExtension): void {
  extensions.set(object, extension)
}

/** For the pages of all objects, beside what each has of its own. */
export function extendEvery(extension: ForEvery): void {
  every = extension
}

export function extensionOf(object: string): RecordExtension {
  const known = whole.get(object)
  if (known) return known
  const own = extensions.get(object) ?? none
  const { actions = [], menu = [], banners = [], panels = [], presentPanels = [] } = every
  const both = {
    ...own,
    actions: [...(own.actions ?? []), ...actions],
    menu: [...(own.menu ?? []), ...menu],
    banners: [...(own.banners ?? []), ...banners],
    panels: [...(own.panels ?? []), ...panels],
    presentPanels: [...(own.presentPanels ?? []), ...presentPanels],
  }
  whole.set(object, both)
  return both
}

/** Everything that slices put on the page of an object's records. */
export function pagePartsOf(object: string): readonly Part[] {
  const { nextStep, actions = [], menu = [], banners = [], panels = [], presentPanels = [] } = extensionOf(object)
  return [...(nextStep ? [nextStep] : []), ...actions, ...menu, ...banners, ...panels, ...presentPanels]
}
