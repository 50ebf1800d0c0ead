import type { Filter } from '@tendero/model/filter'

const viewKinds = ['list', 'board', 'calendar'] as const

/** How records are shown. */
export type ViewKind = (typeof viewKinds)[number]

/** What the address of a list says: how it is shown, filtered, sorted and searched. */
export interface ViewSearch {
  readonly view?: ViewKind
  readonly filter?: Filter
  /** Field names by commas, a leading '-' for downwards. */
  readonly sort?: string
  /** Field names by commas. */
  readonly columns?: string
  /** Columns that were made wider or narrower, in pixels: 'name:320,amount:90'. */
  readonly widths?: string
  /** What a list's rows are grouped by: a field, of dates with a part: 'closeOn:month'. */
  readonly group?: string
  /** The field whose values are a board's columns, or by whose days a calendar is made. */
  readonly by?: string
  /** The field whose values are the lanes of a board. */
  readonly lanes?: string
  /** The month of a calendar, 'YYYY-MM'; without it the present one. */
  readonly month?: string
  /** What a board's cards show: field names by commas. */
  readonly card?: string
  readonly q?: string
  /** Id of the saved view this started from. */
  readonly saved?: string
}

function textOf(raw: unknown): string | undefined {
  const text = typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : raw
  return typeof text === 'string' && text !== '' ? text : undefined
}

const month = /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/

function monthOf(raw: unknown): string | undefined {
  const text = textOf(raw)
  return text && month.test(text) ? text : undefined
}

/** Is it a filter at all? Its fields and operators are checked by the server. */
export function isFilter(raw: unknown): raw is Filter {
  if (typeof raw !== 'object' || raw === null) return false
  if ('and' in raw) return Array.isArray(raw.and) && raw.and.every(isFilter)
  if ('or' in raw) return Array.isArray(raw.or) && raw.or.every(isFilter)
  if ('not' in raw) return isFilter(raw.not)
  if ('some' in raw) return typeof raw.some === 'string'
  return 'field' in raw && typeof raw.field === 'string' && 'op' in raw && typeof raw.op === 'string'
}

/** Reads the search part of a list's address; what is not understood is left out. */
export function parseViewSearch(raw: Record<string, unknown>): ViewSearch {
  return {
    view: viewKinds.find((kind) => kind === raw.view),
    filter: isFilter(raw.filter) ? raw.filter : undefined,
    sort: textOf(raw.sort),
    columns: textOf(raw.columns),
    widths: textOf(raw.widths),
    group: textOf(raw.group),
    by: textOf(raw.by),
    lanes: textOf(raw.lanes),
    month: monthOf(raw.month),
    card: textOf(raw.card),
    q: textOf(raw.q),
    saved: textOf(raw.saved),
  }
}
