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
  /** The provider of single sign-on that vouches for this session; null where a password did. */
  readonly provider: string | null
  /** Who looks, where `user` is only whose eyes they borrow: nothing can be changed then. */
  readonly viewer: { readonly name: string; readonly endsAt: string } | null
  /** Whether the workspace asks for two factors and this session has shown one: nothing else is answered before. */
  readonly secondFactorMissing: boolean
  /** From where the first stream of changes is to be opened, for whatever is read after the session. */
  readonly livePosition: string
}

export const permittedActions = ['export', 'import', 'mass_edit', 'merge', 'settings', 'audit'] as const
export type PermittedAction = (typeof permittedActions)[number]

/** The rights document of a role. Objects not named are not accessible; fields not named are free. */
export interface Rights {
  readonly objects: Readonly<Record<string, Access>>
  readonly fields?: Readonly<Record<string, Readonly<Record<string, 'hidden' | 'read_only'>>>>
  readonly actions: readonly PermittedAction[]
}

/** The answer to a right password while a second factor is still to come. */
export interface HalfSignedIn {
  readonly secondFactor: {
    /** Names this sign-in for ten minutes; it lets in nowhere. */
    readonly token: string
    /** What it can be ended with. */
    readonly totp: boolean
    readonly passkey: boolean
    readonly recoveryCode: boolean
  }
}

/** Fewest characters of a password. */
export const shortestPassword = 12

/** What makes a password easy to guess. */
export type WeakReason = 'keyboard' | 'repetition' | 'sequence' | 'date' | 'common' | 'name' | 'personal'

/** What is thought of a password while it is typed. */
export interface PasswordAssessment {
  /** 0, guessed at once, to 4. */
  readonly score: number
  readonly reason: WeakReason | null
  readonly tooShort: boolean
  /** Whether it would be taken, unless it is known from a theft. */
  readonly good: boolean
}

/** A passkey as its person sees it. */
export interface Passkey {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly usedAt: string | null
}

/** Where somebody is signed in. */
export interface OpenSession {
  readonly id: string
  /** As the browser and its system call themselves; null for programs that do not say. */
  readonly browser: string | null
  readonly system: string | null
  /** Where the sign-in came from. */
  readonly address: string | null
  readonly createdAt: string
  /** To within some minutes. */
  readonly seenAt: string
  /** The one that asks. */
  readonly current: boolean
}

/** How somebody signs in. */
export interface SignInSettings {
  /** The address that one signs in with; null for who comes in by a provider of single sign-on. */
  readonly email: string | null
  readonly password: boolean
  readonly totp: boolean
  /** Those not used yet. */
  readonly recoveryCodes: number
  readonly passkeys: readonly Passkey[]
  readonly sessions: readonly OpenSession[]
}

/** A new factor; recovery codes come with the first one, for once. */
export interface FactorAdded {
  readonly recoveryCodes: readonly string[] | null
}

/** What a workspace shows of an invitation that nobody has accepted yet. */
export interface OpenInvitation {
  readonly id: string
  readonly user: string
  readonly email: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly expired: boolean
}
