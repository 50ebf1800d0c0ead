import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { addDays, startOfDay, startOfMonth, startOfQuarter, startOfWeek, startOfYear } from '@tendero/model/calendar'
import type { Filter } from '@tendero/model/filter'
import { fieldOf, shownFields } from '../../../kernel/metadata.ts'
import { having } from '../../board/board-filter.ts'

/** Parts of dates that the rows of a list can be grouped by. */
export const dateParts = ['day', 'week', 'month', 'quarter', 'year'] as const
export type DatePart = (typeof dateParts)[number]

/** By what the rows of a list are grouped: a field, of dates a part of it. */
export interface Grouping {
  readonly field: MetadataField
  readonly part: DatePart | undefined
  /** How an address and the API write it: `stage`, `closeOn:month`. */
  readonly name: string
}

/** The value that the records of a group have in common: of dates the name of the part, as the API writes it. */
export type GroupKey = string | number | boolean | null

function isDated({ kind, result = kind }: MetadataField): boolean {
  return result === 'date' || result === 'dateTime'
}

/** Fields that a list can be grouped by. */
export function groupFields(object: MetadataObject): readonly MetadataField[] {
  return shownFields(object).filter(({ groupable }) => groupable)
}

/** What an address asks for; undefined where the object has no such field. Dates without a part go by months. */
export function groupingOf(object: MetadataObject, text: string | undefined): Grouping | undefined {
  const [name = '', wanted] = text?.split(':') ?? []
  const field = fieldOf(object, name)
  if (!field || !groupFields(object).includes(field)) return undefined
  if (!isDated(field)) return { field, part: undefined, name }
  const part = dateParts.find((one) => one === wanted) ?? 'month'
  return { field, part, name: `${name}:${part}` }
}

/** What a group of a text is called: one that is nothing but blanks, which formulas make, would be no name. */
export function visibleText(text: string): string {
  return text.trim() === '' ? `"${text}"` : text
}

/** The records of a group, as a filter. @param zone the workspace's, in which instants are cut */
export function groupFilter({ field, part }: Grouping, key: GroupKey, zone: string): Filter {
  if (key === null || typeof key === 'boolean') return having(field.name, key)
  if (part === undefined) return { field: field.name, op: 'is', value: key }
  const { kind, result = kind } = field
  const [from, until] = daysOf(part, String(key)).map((day) =>
    result === 'date' ? day : startOfDay(zone, day).toISOString(),
  )
  return {
    and: [
      { field: field.name, op: 'at_least', value: from },
      { field: field.name, op: 'less', value: until },
    ],
  }
}

/**
 * The days of a part of a date as [from, until).
 * @example daysOf('week', '2026-W01') //=> ['2025-12-29', '2026-01-05']
 */
export function daysOf(part: DatePart, key: string): readonly [string, string] {
  switch (part) {
    case 'day':
      return [key, addDays(key, 1)]
    case 'week': {
      const monday = firstOfWeek(key)
      return [monday, addDays(monday, 7)]
    }
    case 'month':
      return [`${key}-01`, startOfMonth(`${key}-01`, 1)]
    case 'quarter': {
      const month = (Number(key.slice(-1)) - 1) * 3 + 1
      const first = `${key.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
      return [first, startOfQuarter(first, 1, 1)]
    }
    case 'year':
      return [`${key}-01-01`, startOfYear(`${key}-01-01`, 1, 1)]
  }
}

/** Monday of an ISO week 'IYYY-Wnn': the first week of a year is that of its fourth of January. */
function firstOfWeek(key: string): string {
  return addDays(startOfWeek(`${key.slice(0, 4)}-01-04`), (Number(key.slice(-2)) - 1) * 7)
}
