import type { CellCorrection } from '@tendero/model/api'
import { createStore } from '../../kernel/store.ts'
import type { Repair } from './repairs.ts'

/** What somebody mended and has not had checked yet. */
export interface PendingRepairs {
  readonly repairs: readonly Repair[]
  /** Fields that make what they do not find. */
  readonly creating: ReadonlySet<string>
  readonly corrections: readonly CellCorrection[]
}

const nothing: PendingRepairs = { repairs: [], creating: new Set(), corrections: [] }

/** By import, so that they are there again for whoever leaves its page and comes back. */
const pending = createStore<ReadonlyMap<string, PendingRepairs>>(new Map())

interface PendingRepairsHandle {
  readonly pending: PendingRepairs
  /** How many repairs these are. */
  readonly count: number
  readonly change: (change: Partial<PendingRepairs>) => void
  /** They are written into the import's setup, or no longer wanted. */
  readonly forget: () => void
}

/** The pending repairs of an import; none at first. */
export function usePendingRepairs(importId: string): PendingRepairsHandle {
  const known = pending.use().get(importId) ?? nothing
  const keep = (repairs: PendingRepairs): void => pending.set(new Map(pending.get()).set(importId, repairs))
  return {
    pending: known,
    count: known.repairs.length + known.creating.size + known.corrections.length,
    change: (change) => keep({ ...(pending.get().get(importId) ?? nothing), ...change }),
    forget: () => keep(nothing),
  }
}
