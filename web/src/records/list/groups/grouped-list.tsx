import { useCallback } from 'react'
import { Failed, PageLoading } from '../../../design/page-states.tsx'
import { useIsPhone } from '../../../design/widths.ts'
import { rememberList } from '../../walk.ts'
import type { View } from '../use-view.ts'
import { FoldButtons } from './fold-buttons.tsx'
import { useFolds } from './folds.ts'
import { type RowGroup, useRowGroups } from './group-data.ts'
import { GroupedGrid, type GroupedGridProps } from './grouped-grid.tsx'
import { GroupedPhoneList } from './grouped-phone-list.tsx'
import type { Grouping } from './grouping.ts'

interface GroupedListProps extends Omit<GroupedGridProps, 'groups' | 'folds' | 'field' | 'onGroup'> {
  readonly view: View
  readonly grouping: Grouping
}

/** A list in groups, as it suits the screen. */
export function GroupedList({ view, grouping, ...common }: GroupedListProps) {
  const { object } = common
  const { search } = view
  const phone = useIsPhone()
  const groups = useRowGroups(object, view, grouping)
  const folds = useFolds(common.placeKey)
  // J and K will walk the group that a record was opened from.
  const onGroup = useCallback(({ query }: RowGroup) => rememberList(object.name, query, search), [object, search])
  if (groups.error && groups.groups.length === 0) return <Failed error={groups.error} onRetry={groups.retry} />
  if (groups.pending) return <PageLoading />
  const grouped = { ...common, groups, folds, field: grouping.field, onGroup }
  return (
    <>
      <FoldButtons count={groups.groupCount} onFoldAll={folds.foldAll} />
      {phone ? <GroupedPhoneList {...grouped} /> : <GroupedGrid {...grouped} />}
    </>
  )
}
