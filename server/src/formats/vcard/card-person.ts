/** A person, or an organisation, as a contact card tells of them. */
export interface CardPerson {
  /** What tells this card from all others. */
  readonly uid: string | null
  /** Nobody in particular: the card is that of `organisation`. */
  readonly isOrganisation: boolean
  /** The first name with a title and further names; null when the card has none. */
  readonly firstName: string | null
  readonly lastName: string | null
  readonly organisation: string | null
  readonly jobTitle: string | null
  /** ISO; null when the year is not told. */
  readonly birthday: string | null
  /** The preferred one first. */
  readonly addresses: readonly CardAddress[]
  readonly emails: readonly Reach[]
  readonly phones: readonly Reach[]
  /** Web addresses and names in messengers. */
  readonly others: readonly Reach[]
  readonly tags: readonly string[]
  readonly note: string | null
}

export interface CardAddress {
  readonly street: string
  readonly city: string
  readonly region: string
  readonly postcode: string
  /** A name, or an ISO 3166 code. */
  readonly country: string
}

/** One way to reach a person; the preferred one comes first. */
export interface Reach {
  readonly value: string
  /** 'work', 'home', 'cell', 'fax' …, in small letters. */
  readonly types: readonly string[]
  /** A name of the person's own for it. */
  readonly label: string | null
}
