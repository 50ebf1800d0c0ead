import type { ReportDefinition } from '@tendero/model/api'
import { useState } from 'react'

/** A definition that is being changed, and the way back through its changes. */
export interface Draft {
  readonly definition: ReportDefinition
  readonly canUndo: boolean
  readonly canRedo: boolean
  change(patch: Partial<ReportDefinition>): void
  undo(): void
  redo(): void
}

interface History {
  readonly past: readonly ReportDefinition[]
  readonly now: ReportDefinition
  readonly future: readonly ReportDefinition[]
}

const longest = 100

export function useDraft(first: ReportDefinition): Draft {
  const [{ past, now, future }, setHistory] = useState<History>({ past: [], now: first, future: [] })
  return {
    definition: now,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
    change: (patch) =>
      setHistory((known) => ({
        past: [...known.past, known.now].slice(-longest),
        now: { ...known.now, ...patch },
        future: [],
      })),
    undo: () => setHistory(undone),
    redo: () => setHistory(redone),
  }
}

function undone({ past, now, future }: History): History {
  const before = past.at(-1)
  return before ? { past: past.slice(0, -1), now: before, future: [now, ...future] } : { past, now, future }
}

function redone({ past, now, future }: History): History {
  const [next, ...further] = future
  return next ? { past: [...past, now], now: next, future: further } : { past, now, future }
}
