import type { AnyRecord } from '@tendero/model/api'

/** States of deals and leads that are still going on. */
const goingOn = ['open', 'new', 'contacted', 'qualified']

/** A deal or lead that goes on needs a next step; one that is closed, converted or dropped does not. */
export function needsStep({ status }: AnyRecord): boolean {
  return typeof status === 'string' && goingOn.includes(status)
}
