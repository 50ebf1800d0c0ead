import type { Access } from '../define-object.ts'
import type { Language } from '../translated.ts'

/** What a person may do, for screens to offer only that; the server checks again. */
export interface Session {
  readonly user: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly language: Language
    readonly timeZone: string
    readonly team: string | null
  }
  readonly workspace: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly baseCurrency: string
    readonly country: string
    readonly timeZone: string
    readonly fiscalYearStart: number
  }
  /** All workspaces this person can enter. */
  readonly workspaces: readonly { readonly slug: string; readonly name: string }[]
  readonly role: {
    readonly id: string
    readonly name: string
    readonly administrator: boolean
    /** By the name of an object, the id of the view that its lists begin with. */
    readonly defaultViews: Readonly<Record<string, string>>
  }
  readonly actions: readonly PermittedAction[]
  /** From where the first stream of changes is to be opened, for whatever is read after the session. */
  readonly livePosition: string
}

export const permittedActions = ['export', 'import', 'mass_edit', 'settings'] as const
export type PermittedAction = (typeof permittedActions)[number]

/** The rights document of a role. Objects not named are not accessible; fields not named are free. */
export interface Rights {
  readonly objects: Readonly<Record<string, Access>>
  readonly fields?: Readonly<Record<string, Readonly<Record<string, 'hidden' | 'read_only'>>>>
  readonly actions: readonly PermittedAction[]
}
