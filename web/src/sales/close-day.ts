import type { AnyRecord } from '@tendero/model/api'

/** The field that tells when a deal closes, of one that is open and of one that is closed. */
export const closeDay = { planned: 'closeOn', actual: 'closedOn' } as const

/** Of a deal that is closed the planned day is past and gone: the field to show in its place is the day it closed. */
export function closeDayOf(name: string, record: AnyRecord): string {
  return name === closeDay.planned && record[closeDay.actual] ? closeDay.actual : name
}
