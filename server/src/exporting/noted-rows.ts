import type { AuditEntry } from '../kernel/audit.ts'
import { auditRequest } from '../kernel/audit.ts'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'

/** What an export says of itself in the audit log. */
export type ExportEntry = Pick<AuditEntry, 'object' | 'recordId' | 'detail'>

/**
 * The rows of an export, noted in the audit log before the first of them leaves, and again at the end with how many left
 * and whether that was all: who stops in between has taken some along.
 */
export async function* notedRows<T>(
  kernel: Kernel,
  caller: Caller,
  { detail, ...entry }: ExportEntry,
  rows: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<T> {
  await auditRequest(kernel, caller, { action: 'export.made', ...entry, detail })
  let count = 0
  let complete = false
  try {
    for await (const row of rows) {
      count += 1
      yield row
    }
    complete = true
  } finally {
    await auditRequest(kernel, caller, { action: 'export.finished', ...entry, detail: { rows: count, complete } })
  }
}
