import { useCallback, useState } from 'react'
import type { RowGroup } from './group-data.ts'

/** Which groups of a list are folded: all but some, or some. */
interface Folded {
  readonly all: boolean
  readonly except: ReadonlySet<string>
}

const open: Folded = { all: false, except: new Set() }

/** Of lists that were seen, so that one comes back to the same. */
const lists = new Map<string, Folded>()

export interface Folds {
  /** Another function whenever a group was opened or folded. */
  readonly isOpen: (group: Pick<RowGroup, 'id'>) => boolean
  readonly toggle: (group: Pick<RowGroup, 'id'>) => void
  readonly foldAll: (all: boolean) => void
}

/** Which groups of a list are open; at first all of them. @param list names the list */
export function useFolds(list: string): Folds {
  const [folded, setFolded] = useState(() => lists.get(list) ?? open)
  const become = (next: Folded): void => {
    lists.set(list, next)
    setFolded(next)
  }
  return {
    isOpen: useCallback(({ id }) => folded.all === folded.except.has(id), [folded]),
    toggle({ id }) {
      const except = new Set(folded.except)
      if (!except.delete(id)) except.add(id)
      become({ all: folded.all, except })
    },
    foldAll: (all) => become({ all, except: new Set() }),
  }
}
