import type { MetadataObject } from '@tendero/model/api'
import { useEffect, useMemo } from 'react'
import type { Folds } from './folds.ts'
import type { RowGroup, RowGroups } from './group-data.ts'
import { type GroupLine, groupLines } from './group-lines.ts'
import { useGroupRows } from './use-group-rows.ts'

/** The lines of a grouped list. */
export function useGroupLines(object: MetadataObject, { groups, rest, readRest }: RowGroups, { isOpen }: Folds) {
  const { loaded, show, again } = useGroupRows(object)
  const lines = useMemo(() => groupLines({ groups, rest }, isOpen, loaded), [groups, rest, isOpen, loaded])
  return { lines, show, again, readRest }
}

/** Loads what the lines in sight still want. @param last included */
export function useLinesInSight(
  { lines, show, readRest }: Pick<ReturnType<typeof useGroupLines>, 'lines' | 'show' | 'readRest'>,
  first: number,
  last: number,
): void {
  useEffect(() => {
    const seen = lines.slice(first, last + 1)
    const open = seen.filter(({ kind }) => kind !== 'head')
    show(groupsOf(open), groupsOf(open.filter(({ kind }) => kind === 'waiting')))
  }, [lines, show, first, last])
  const restInSight = lines.slice(first, last + 1).some((line) => line.kind === 'rest' && !line.failed)
  useEffect(() => {
    if (restInSight) readRest()
  }, [restInSight, readRest])
}

function groupsOf(lines: readonly GroupLine[]): ReadonlySet<RowGroup> {
  return new Set(lines.flatMap((line) => (line.kind === 'rest' ? [] : [line.group])))
}
