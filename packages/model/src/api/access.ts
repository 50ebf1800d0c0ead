import type { Scope } from '../define-object.ts'

/**
 * Why somebody may touch a record: they administer; their role reaches all; they own it; it is of one of their teams, or of a
 * team below; it is shared with them; it is a view or report for their team or everybody; a record that refers to it may be
 * read; it is a part of a record that may be touched, or about one that may be read; it is attached to one.
 */
export type GrantReason =
  | 'administrator'
  | 'all'
  | 'owner'
  | 'team'
  | 'team_and_below'
  | 'share'
  | 'audience'
  | 'child'
  | 'parent'
  | 'about'
  | 'holder'

interface Named {
  readonly id: string
  readonly name: string
}

/** One grant that holds, with what it rests on, as far as whoever asks may know that. */
export interface AccessGrant {
  readonly reason: GrantReason
  /** The team of the record, or the one that it is shared with. */
  readonly team?: Named
  /** Of a share: who gave it, and when it ends; null for never. */
  readonly by?: Named | null
  readonly until?: string | null
  /** The record that leads here: one that refers to this, the one whose part this is, the one that this is about. */
  readonly through?: { readonly object: string; readonly id: string; readonly title: string } | null
}

/** A condition that would have to hold; `role`: the role has no such right; `inactive`: the person cannot sign in. */
export type MissingCondition = 'inactive' | 'role' | Exclude<GrantReason, 'administrator' | 'all'>

/** Whether somebody may do something with a record, and why, or what is missing. */
export interface VerbAccess {
  readonly may: boolean
  /** How far their role reaches with this verb. */
  readonly scope: Scope
  /** All that hold; none where they may not. */
  readonly grants: readonly AccessGrant[]
  /** Each of these would be enough; none where they may. */
  readonly missing: readonly MissingCondition[]
}

/** What a person may do with a record, and why. */
export interface AccessExplanation {
  readonly person: Named
  readonly role: Named | null
  readonly read: VerbAccess
  readonly edit: VerbAccess
  readonly delete: VerbAccess
  /** Fields that the person does not see, and such as they only see; of those that whoever asks sees. */
  readonly hidden: readonly string[]
  readonly readOnly: readonly string[]
}

/** How many records somebody gains and loses by a verb; counted up to `mostCounted`. Null where time was up. */
export interface RecordsMoved {
  readonly gained: number | null
  readonly lost: number | null
}

/** Records are counted so far; a count that reaches it means that many or more. */
export const mostCounted = 1_000

/** What a changed role would mean for one of the people who have it. */
export interface PersonPreview {
  readonly person: Named
  /** Of the objects and verbs by which it would reach other records than now. */
  readonly objects: readonly {
    readonly object: string
    readonly read: RecordsMoved | null
    readonly edit: RecordsMoved | null
    readonly delete: RecordsMoved | null
  }[]
}

/** How somebody with a role may use a field. */
export type FieldUse = 'edit' | 'read' | 'hidden'

/** What saving a changed role would do: to the records that people reach, and to the fields that they see. */
export interface RolePreview {
  readonly people: readonly PersonPreview[]
  /** How many more active people have the role and were not counted for. */
  readonly others: number
  /** Was there time to count everything? */
  readonly complete: boolean
  readonly fields: readonly {
    readonly object: string
    readonly field: string
    readonly before: FieldUse
    readonly after: FieldUse
  }[]
}
