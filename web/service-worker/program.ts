/** What of the program a device keeps, to run without a network. Addresses are absolute paths. */
export interface Program {
  /** Tells versions apart. */
  readonly version: string
  /** The first script, which the page of this version names. */
  readonly entry: string
  /** Scripts, styles and fonts of the pages that can be used without a network. */
  readonly files: readonly string[]
  /** The words of these pages by language. */
  readonly words: Readonly<Record<string, readonly string[]>>
}
