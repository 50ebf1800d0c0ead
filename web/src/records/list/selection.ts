import { useMemo, useState } from 'react'

export interface Selection {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
  /** From the row last toggled to this one. */
  extend(id: string, order: readonly string[]): void
  set(ids: readonly string[]): void
}

const none: ReadonlySet<string> = new Set()

/** Which rows of a list are chosen. */
export function useSelection(): Selection {
  const [state, setState] = useState<{ ids: ReadonlySet<string>; last?: string }>({ ids: none })
  return useMemo(
    () => ({
      ids: state.ids,
      toggle(id) {
        setState(({ ids }) => {
          const next = new Set(ids)
          if (!next.delete(id)) next.add(id)
          return { ids: next, last: id }
        })
      },
      extend(id, order) {
        setState(({ ids, last }) => {
          const ends = [order.indexOf(last ?? id), order.indexOf(id)].sort((a, b) => a - b)
          const range = order.slice(Math.max(0, ends[0] ?? 0), (ends[1] ?? 0) + 1)
          return { ids: new Set([...ids, ...range]), last: id }
        })
      },
      set: (ids) => setState({ ids: ids.length > 0 ? new Set(ids) : none }),
    }),
    [state],
  )
}
