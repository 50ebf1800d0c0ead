import { type Filter, isFilter } from '@tendero/model/filter'
import { dayOf } from './past-day.ts'

const viewKinds = ['list', 'board', 'calendar', 'timeline'] as const

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
  /** The field whose values are a board's columns, or by whose days a calendar is made; of a timeline two by a comma. */
  readonly by?: string
  /** The field whose values are the lanes of a board. */
  readonly lanes?: string
  /** The month of a calendar, or with which a timeline begins, 'YYYY-MM'; without it, or when it is none, the present one. */
  readonly month?: string
  /** How much time a timeline shows: month, quarter, year. */
  readonly scale?: string
  /** What a board's cards show: field names by commas. */
  readonly card?: string
  readonly q?: string
  /** Id of the saved view this started from. */
  readonly saved?: string
  /** The day as on which it is shown; no part of what a view keeps. */
  readonly asOf?: string
}

function textOf(raw: unknown): string | undefined {
  return raw === undefined || typeof raw === 'object' ? undefined : String(raw) || undefined
}

const textParts = ['sort', 'columns', 'widths', 'group', 'by', 'lanes', 'month', 'scale', 'card', 'q', 'saved']

/** Reads the search part of a list's address; what is not understood is left out. */
export function parseViewSearch(raw: Record<string, unknown>): ViewSearch {
  const asOf = dayOf(raw.asOf)
  return {
    ...Object.fromEntries(textParts.map((name) => [name, textOf(raw[name])])),
    view: viewKinds.find((kind) => kind === raw.view),
    filter: isFilter(raw.filter) ? raw.filter : undefined,
    ...(asOf === undefined ? {} : { asOf }),
  }
}
