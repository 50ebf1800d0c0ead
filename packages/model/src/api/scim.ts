/** What a directory provisions people with (SCIM 2.0), without the secret itself. */
export interface ScimToken {
  readonly id: string
  readonly name: string
  /** Its first characters, to tell it by. */
  readonly prefix: string
  /** The role of people whom the directory makes. */
  readonly role: string
  /** The provider of single sign-on whose groups give roles; null for none. */
  readonly provider: string | null
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}
