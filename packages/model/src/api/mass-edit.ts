import type { Filter } from '../filter.ts'
import type { FieldProblem } from './problem.ts'

/** Which records a mass edit is about: those named, or all that a list finds. */
export type MassEditTarget =
  | { readonly ids: readonly string[] }
  | { readonly filter?: Filter; readonly search?: string }

/** What becomes of a field: another value, null for none, or its own raised by a percentage ('5', '-2.5'). */
export type MassEditChange =
  | { readonly field: string; readonly value: unknown }
  | { readonly field: string; readonly raiseBy: string }

export interface MassEditRequest {
  readonly object: string
  readonly target: MassEditTarget
  readonly changes: readonly MassEditChange[]
}

/** `interrupted`: whoever worked on it is gone; it can go on. */
export type MassEditState = 'checking' | 'checked' | 'running' | 'done' | 'cancelled' | 'failed' | 'interrupted'

/** How many records have come to what. */
export interface MassEditCounts {
  readonly total: number
  /** Not looked at yet. */
  readonly left: number
  readonly changed: number
  /** They have the values already. */
  readonly unchanged: number
  readonly refused: number
}

/** A change of many records: checked first, then carried out in portions. */
export interface MassEditRun {
  readonly id: string
  readonly object: string
  readonly changes: readonly MassEditChange[]
  readonly state: MassEditState
  /** What the check found, or finds as yet. */
  readonly preview: MassEditCounts
  /** What was done. */
  readonly outcome: MassEditCounts
  /** Why records are refused, the most frequent reason first. */
  readonly refusals: readonly MassEditRefusal[]
  /** What takes it back as a whole; null while nothing was written. */
  readonly operationId: string | null
  /** The code of what ended it. */
  readonly error: string | null
}

export interface MassEditRefusal extends Pick<FieldProblem, 'code'> {
  readonly details: FieldProblem['details'] | null
  /** The field that it is about, when it is about one. */
  readonly field: string | null
  readonly count: number
}
