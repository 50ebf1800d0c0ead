/** A cell of a spreadsheet: what it holds decides how it is computed with and shown; null for an empty one. */
export type SheetCell =
  | { readonly kind: 'text'; readonly text: string }
  /** A plain decimal: '1054.00'. An amount is shown with two decimals and its thousands apart. */
  | { readonly kind: 'number' | 'amount'; readonly value: string }
  /** A share of a hundred: 12.5 is shown as 12.5%. */
  | { readonly kind: 'percent'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** ISO. */
  | { readonly kind: 'date'; readonly day: string }
  /** What the clock on the wall shows, ISO without a zone: '2026-03-31T09:30:00'. */
  | { readonly kind: 'date_time'; readonly local: string }
  | { readonly kind: 'duration'; readonly seconds: number }
  | null
