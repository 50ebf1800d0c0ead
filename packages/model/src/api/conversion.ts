/** What converting a lead is to make or use: a new record, an existing one, or (opportunity) none. */
export interface ConversionWish {
  readonly account: 'new' | string
  readonly contact: 'new' | string
  readonly opportunity: 'new' | string | null
  /** Details of a new opportunity. */
  readonly details?: { readonly name?: string; readonly pipeline?: string; readonly closeOn?: string }
}

export interface Candidate {
  readonly id: string
  readonly title: string
  /** 0–100. */
  readonly score: number
  /** Which of its values equal or resemble the lead's. */
  readonly reasons: readonly ('email' | 'phone' | 'same_name' | 'name' | 'domain' | 'account')[]
}

export interface ConversionCandidates {
  readonly accounts: readonly Candidate[]
  readonly contacts: readonly Candidate[]
  readonly opportunities: readonly Candidate[]
}

export interface ConversionResult {
  readonly lead: string
  readonly account: string
  readonly contact: string | null
  readonly opportunity: string | null
  readonly operationId: string
}
