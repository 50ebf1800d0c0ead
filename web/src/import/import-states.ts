import type { ImportRun, ImportState } from '@tendero/model/api'

const atWork: ReadonlySet<ImportState> = new Set(['checking', 'running', 'reverting'])

/** Is somebody working on it just now, or on a sheet that goes with it? */
export function isAtWork({ state, group }: Pick<ImportRun, 'state' | 'group'>): boolean {
  return atWork.has(state) || group.some((one) => atWork.has(one.state))
}

export const steps = ['reading', 'columns', 'check', 'result'] as const
export type Step = (typeof steps)[number]

/** Does anything stand that this import wrote? */
export function hasWritten({ state, operationId }: Pick<ImportRun, 'state' | 'operationId'>): boolean {
  return operationId !== null && state !== 'reverted'
}

/** May how the file is read still be changed? */
export function isOpen(run: Pick<ImportRun, 'state' | 'group' | 'operationId'>): boolean {
  return !isAtWork(run) && !hasWritten(run)
}

/** The step that an import stands at by itself. How contact cards are written, they say themselves. */
export function stepOf(run: Pick<ImportRun, 'state' | 'group' | 'operationId' | 'source'>): Step {
  if (run.state === 'uploaded') return run.source === 'vcard' ? 'columns' : 'reading'
  if (run.state === 'checking' || run.state === 'checked') return 'check'
  if (run.state === 'cancelled' || run.state === 'failed') return hasWritten(run) ? 'result' : 'check'
  return 'result'
}

/** Which steps can be gone to. */
export function isReachable(step: Step, run: Pick<ImportRun, 'state' | 'group' | 'operationId' | 'source'>): boolean {
  if (step === stepOf(run)) return true
  if (step === 'reading' && run.source === 'vcard') return false
  if (step === 'reading' || step === 'columns') return isOpen(run)
  return step === 'check' && isOpen(run) && run.state !== 'uploaded'
}

/** How far the work is, 0–1; by bytes, which are known from the beginning. */
export function progressOf({ bytes }: Pick<ImportRun, 'bytes'>): number {
  return bytes.total === 0 ? 0 : Math.min(1, bytes.read / bytes.total)
}

/** The rows that become nothing: they do not fit, or somebody chose so. */
export function leftOut({ rows: { read, good } }: Pick<ImportRun, 'rows'>): number {
  return read - good
}
