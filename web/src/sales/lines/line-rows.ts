import type { AnyRecord } from '@tendero/model/api'
import type { LineColumn } from './pasted-rows.ts'

/** What is being typed in a line; figures as plain decimals, or as typed when they are none. */
export interface Draft {
  readonly product: string | null
  readonly productName: string | null
  readonly description: string | null
  readonly quantity: string | null
  readonly unitPrice: string | null
  readonly discount: string | null
}

export interface LineRow {
  /** Stays the same while the row is on the screen, also when the server gives it an id. */
  readonly key: string
  readonly id: string | null
  readonly draft: Draft
  /** As the server has it; null for a new one. */
  readonly saved: Draft | null
  readonly saving: boolean
  /** What the server said against it, by field; '' for the whole row. */
  readonly problems: Readonly<Record<string, string>>
}

export const emptyDraft: Draft = {
  product: null,
  productName: null,
  description: null,
  quantity: null,
  unitPrice: null,
  discount: null,
}

let last = 0

export function newRow(draft: Draft = emptyDraft): LineRow {
  last += 1
  return { key: `new ${last}`, id: null, draft, saved: null, saving: false, problems: {} }
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}

export function draftOf(record: AnyRecord): Draft {
  return {
    product: textOf(record.product),
    productName: record.titles?.product ?? null,
    description: textOf(record.description),
    quantity: textOf(record.quantity),
    unitPrice: textOf(record.unitPrice),
    discount: textOf(record.discount),
  }
}

const written = ['product', 'description', 'quantity', 'unitPrice', 'discount'] as const satisfies LineColumn[]

export function isBlank(draft: Draft): boolean {
  return written.every((name) => draft[name] === null)
}

export function isDirty({ draft, saved }: LineRow): boolean {
  return saved === null ? !isBlank(draft) : written.some((name) => draft[name] !== saved[name])
}

/** What is sent of a row: all of a new one, of others what changed. A quantity that was emptied is one. */
export function patchOf({ draft, saved }: LineRow): Readonly<Record<string, unknown>> {
  const changed = written.filter((name) => (saved === null ? draft[name] !== null : draft[name] !== saved[name]))
  return Object.fromEntries(changed.map((name) => [name, sentOf(name, draft[name])]))
}

function sentOf(name: LineColumn, text: string | null): unknown {
  if (name === 'quantity') return text ?? '1'
  if (name === 'discount' && text !== null) return Number.isNaN(Number(text)) ? text : Number(text)
  return text
}

/** The rows as the server has them, keeping their keys and what is still being typed; an empty one stands last. */
export function mergedRows(rows: readonly LineRow[], records: readonly AnyRecord[]): readonly LineRow[] {
  const known = records.map((record): LineRow => {
    const row = rows.find(({ id }) => id === record.id)
    const saved = draftOf(record)
    if (row && (isDirty(row) || row.saving)) return row
    return { key: row?.key ?? record.id, id: record.id, draft: saved, saved, saving: false, problems: {} }
  })
  const fresh = rows.filter((row) => row.id === null && !isBlank(row.draft))
  const blank = rows.find((row) => row.id === null && isBlank(row.draft)) ?? newRow()
  return [...known, ...fresh, blank]
}
