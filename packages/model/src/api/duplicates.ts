/** In what two records agree, and how. */
export interface DuplicateReason {
  readonly trait:
    | 'family'
    | 'given'
    | 'company'
    | 'birthday'
    | 'taxId'
    | 'email'
    | 'phone'
    | 'domain'
    | 'street'
    | 'city'
    | 'postcode'
  /**
   * `alike`: a slip of the pen or a part of the other; `exchanged`: given and family name; `end`: the last digits;
   * `box`: the part before the @; `street`, `number`: that part of the address alone.
   */
  readonly agreement:
    | 'same'
    | 'alike'
    | 'exchanged'
    | 'initial'
    | 'slip'
    | 'partly'
    | 'contained'
    | 'end'
    | 'box'
    | 'street'
    | 'number'
    | 'different'
}

/** A reason with what it tells: log2 of how much likelier it is between records of the same one than by chance. */
export interface WeighedReason extends DuplicateReason {
  readonly weight: number
  /** Of names: how alike they are, 0–1. */
  readonly likeness?: number
}

/** A record that may be the same one as another, and why; what the reader may not see is in none of it. */
export interface DuplicateCandidate {
  readonly object: string
  readonly id: string
  readonly title: string
  /** How likely it is the same one, 0–100. */
  readonly score: number
  /** From the weightiest; also what speaks against it (`different`). */
  readonly reasons: readonly WeighedReason[]
}

/** Details of problem `possible_duplicate` (409): a record that is to be written is likely there already. */
export interface PossibleDuplicate {
  readonly candidates: readonly DuplicateCandidate[]
}

/** `POST /duplicates/check`: what a form holds so far, with the id of the record when it has one. */
export interface DuplicateCheck {
  readonly object: string
  readonly id?: string
  readonly values: Readonly<Record<string, unknown>>
}

/** Answer of `POST /duplicates/check`: the likeliest first. `holds`: saving this is refused unless it is forced. */
export interface DuplicateChecked {
  readonly holds: boolean
  readonly candidates: readonly DuplicateCandidate[]
  /** Contacts that are likely the person of a lead, and open leads that are likely the person of a contact. */
  readonly kindred: readonly DuplicateCandidate[]
}

/** A record of a pair or a merge, as far as the reader sees it. */
export interface MatchedRecord {
  readonly id: string
  readonly title: string
  /** By field name, as the API gives records. */
  readonly values: Readonly<Record<string, unknown>>
}

/** `GET /duplicates?object=&state=&cursor=&limit=`: what the scan found and nobody has decided, the likeliest first. */
export interface DuplicatePair {
  readonly object: string
  readonly records: readonly [MatchedRecord, MatchedRecord]
  readonly score: number
  readonly reasons: readonly WeighedReason[]
  readonly state: 'open' | 'dismissed'
  readonly foundAt: string
  /** Who said that it is none, and when. */
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  /** Others that either of them may be the same as: for merging more than two. */
  readonly others: readonly { readonly id: string; readonly title: string }[]
}

export interface DuplicatePairs {
  readonly items: readonly DuplicatePair[]
  readonly next: string | null
  /** Open ones of the object, by the score from which on they are counted: 50, 80, 95; exact to 10,000. */
  readonly counts: readonly { readonly score: number; readonly pairs: number }[]
}

/** `GET /duplicates/scans` (per object the last) and `POST /duplicates/scans {object}`; `DELETE /duplicates/scans/{object}` stops it. */
export interface DuplicateScan {
  readonly object: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'never'
  /** What it is at: reading records, learning what tells, comparing. */
  readonly stage: 'keys' | 'learning' | 'comparing' | null
  readonly done: number
  readonly total: number
  readonly found: number
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly by: string | null
}

/** `GET /duplicates/rules`, `PATCH /duplicates/rules/{object}`: what an administrator sees and changes, per object. */
export interface DuplicateRule {
  readonly object: string
  /** `hold`: saving a likely duplicate asks first (409); `warn`: the form tells; `off`: nobody looks, nor does the scan. */
  readonly mode: 'off' | 'warn' | 'hold'
  /** From which score on a pair counts as likely, 20–99. */
  readonly score: number
  /** The traits that are compared, each with what its agreements tell now. */
  readonly traits: readonly {
    readonly trait: DuplicateReason['trait']
    readonly used: boolean
    readonly agreements: readonly {
      readonly agreement: DuplicateReason['agreement']
      /** How often it is seen between records of the same one, and of two different ones, 0–1. */
      readonly same: number
      readonly chance: number
      readonly weight: number
    }[]
  }[]
  /** When the weights were last learned from the company's own records; null: they are those we begin with. */
  readonly learnedAt: string | null
  readonly records: number
}

export interface DuplicateRuleChange {
  readonly mode?: DuplicateRule['mode']
  readonly score?: number
  /** Traits that are not compared. */
  readonly unused?: readonly DuplicateReason['trait'][]
}

/** `POST /duplicates/rules/{object}/trial`: what the rules, changed so, say of real records. */
export interface DuplicateTrial {
  readonly change?: DuplicateRuleChange
  /** A record that is looked for among the others, or with a second: how alike are these two? */
  readonly record: string
  readonly other?: string
}

export interface DuplicateTrialResult {
  readonly candidates: readonly DuplicateCandidate[]
  /** How many of the open pairs would remain likely under the change. */
  readonly openPairs: { readonly now: number; readonly changed: number }
}

/** `POST /duplicates/dismissals {object, records: [a, b]}`: not a duplicate; `DELETE` with the same: look at it again. */
export interface DuplicateDismissal {
  readonly object: string
  readonly records: readonly [string, string]
}

export type MergeRule = 'master' | 'newest' | 'most_complete' | 'verified' | 'manual'

/**
 * `POST /merges/preview` and `POST /merges`: `master` remains, `records` (two or more, the master among them) become one.
 * `fields` says of single fields whose value stays (a record's id); the others follow `rule`.
 */
export interface MergeWish {
  readonly object: string
  readonly master: string
  readonly records: readonly string[]
  readonly rule?: MergeRule
  readonly fields?: Readonly<Record<string, string>>
  /** The versions that were looked at, by record: another since then answers 409 `record_changed`. */
  readonly versions?: Readonly<Record<string, number>>
}

export interface MergePreview {
  readonly object: string
  readonly master: string
  readonly records: readonly (MatchedRecord & { readonly version: number; readonly updatedAt: string })[]
  readonly fields: readonly {
    readonly field: string
    /** Whose value stays; null: of all together (tags, contact points). */
    readonly from: string | null
    readonly rule: MergeRule | 'union' | 'only'
    readonly value: unknown
    readonly differs: boolean
  }[]
  /** What moves to the master, by object: how many records. */
  readonly moves: readonly { readonly object: string; readonly records: number }[]
  /** Contact points after the merge, with the strictest marks. */
  readonly points: readonly {
    readonly kind: 'email' | 'phone'
    readonly value: string
    readonly valid: boolean
    readonly optedOut: boolean
  }[]
}

export interface MergeResult {
  readonly object: string
  readonly master: string
  readonly merged: readonly string[]
  readonly operationId: string
}

/** Details of problem `merged` (409 when an old id is written; GET answers 301 to the new address). */
export interface MergedAway {
  readonly object: string
  readonly mergedInto: string
}
