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
