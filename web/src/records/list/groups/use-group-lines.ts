import type { MetadataObject } from '@tendero/model/api'
import { useEffect, useMemo } from 'react'
import type { Folds } from './folds.ts'
import type { RowGroup } from './group-data.ts'
import { type GroupLine, groupLines } from './group-lines.ts'
import { useGroupRows } from './use-group-rows.ts'

/** The lines of a grouped list. */
export function useGroupLines(object: MetadataObject, groups: readonly RowGroup[], { isOpen }: Folds) {
  const { loaded, show, again } = useGroupRows(object)
  const lines = useMemo(() => groupLines(groups, isOpen, loaded), [groups, isOpen, loaded])
  return { lines, show, again }
}

/** Loads what the lines in sight still want. @param last included */
export function useLinesInSight(
  { lines, show }: Pick<ReturnType<typeof useGroupLines>, 'lines' | 'show'>,
  first: number,
  last: number,
): void {
  useEffect(() => {
    const seen = lines.slice(first, last + 1)
    const open = seen.filter(({ kind }) => kind !== 'head')
    show(groupsOf(open), groupsOf(open.filter(({ kind }) => kind === 'waiting')))
  }, [lines, show, first, last])
}

function groupsOf(lines: readonly GroupLine[]): ReadonlySet<RowGroup> {
  return new Set(lines.map(({ group }) => group))
}
