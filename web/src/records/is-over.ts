import type { AnyRecord } from '@tendero/model/api'
import { needsStep } from '../sales/needs-step.ts'

/** Deals and leads that are closed, and activities that are done, stand back. */
export function isOver(record: AnyRecord): boolean {
  const { status, doneAt } = record
  return typeof doneAt === 'string' || (typeof status === 'string' && !needsStep(record))
}

/** What is read of a record besides, to know it. */
export const overBy = ['owner', 'status', 'doneAt']
