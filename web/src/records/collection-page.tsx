import { getRouteApi } from '@tanstack/react-router'
import type { MetadataObject } from '@tendero/model/api'
import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { create } from '../design/asked.ts'
import { useKeys } from '../design/keyboard.ts'
import { NotFoundScreen, PageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { Board } from './board/lazy-board.ts'
import { Calendar } from './calendar/lazy-calendar.ts'
import classes from './collection-page.module.css'
import { extensionOf } from './extensions.ts'
import { withRuleFields } from './field-states.ts'
import { FilterPanel } from './filter/filter-panel.tsx'
import { anchoredQuery, useAnchor } from './list/anchor.ts'
import { FilterBar } from './list/filter-bar.tsx'
import { groupingOf } from './list/groups/grouping.ts'
import { ListBody } from './list/list-body.tsx'
import { useList } from './list/list-data.ts'
import { Toolbar } from './list/toolbar.tsx'
import { queryOf, useView } from './list/use-view.ts'
import { shapeOf } from './shapes.ts'
import { TimelineView } from './timeline-view/lazy-timeline-view.ts'
import { rememberList } from './walk.ts'

const route = getRouteApi('/w/$slug/$collection')

/** The records of an object, as a list, a board, a calendar or a timeline. */
export function CollectionPage() {
  const { collection } = route.useParams()
  const object = useCatalogue().collection(collection)
  if (!object) return <NotFoundScreen />
  return <Records key={object.name} object={object} />
}

/** The shapes that are no list. */
const drawn = { list: null, board: Board, calendar: Calendar, timeline: TimelineView } as const

function Records({ object }: { readonly object: MetadataObject }) {
  const view = useView(object)
  const { search } = view
  const [filtering, setFiltering] = useState(false)
  const searchBox = useRef<HTMLInputElement>(null)
  const shape = shapeOf(object, search)
  const query = useMemo(() => withRuleFields(object, queryOf(object, search)), [object, search])
  const placeKey = JSON.stringify([object.name, query])
  const { anchor, seek } = useAnchor(object, query, placeKey)
  const shown = anchoredQuery(query, anchor)
  const flat = shape === 'list' && !groupingOf(object, search.group)
  const Drawn = drawn[shape]
  // Boards, calendars, timelines and groups fetch their own records; of the list they only want to know how many there are.
  const list = useList(object, flat ? shown : { ...query, limit: 1 })
  const Dialogs = extensionOf(object.name).dialogs
  usePageTitle(object.label.many)
  useEffect(() => {
    if (flat) rememberList(object.name, shown, search)
  })
  useKeys({
    f: () => searchBox.current?.focus(),
    c: () => {
      if (object.can.create !== 'none') create({ object: object.name })
    },
  })
  return (
    <div className={classes.page}>
      <Toolbar
        object={object}
        view={view}
        count={list.count}
        filtering={filtering}
        onFilter={() => setFiltering(!filtering)}
        searchRef={searchBox}
      />
      {filtering && (
        <FilterPanel object={object} filter={search.filter} onChange={(filter) => view.change({ filter })} />
      )}
      {!filtering && search.filter && (
        <FilterBar
          object={object}
          filter={search.filter}
          onOpen={() => setFiltering(true)}
          onChange={(filter) => view.change({ filter })}
        />
      )}
      {!Drawn ? (
        <ListBody object={object} view={view} list={list} placeKey={placeKey} anchor={anchor} onSeek={seek} />
      ) : (
        <Suspense fallback={<PageLoading />}>
          <Drawn object={object} search={search} />
        </Suspense>
      )}
      {Dialogs && (
        <Suspense fallback={null}>
          <Dialogs />
        </Suspense>
      )}
    </div>
  )
}
