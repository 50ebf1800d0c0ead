import { catalogueOf } from '../kernel/metadata.ts'
import { metadataQuery, queryClient, recordQuery, sessionQuery } from '../kernel/queries.ts'
import { Board } from './board/lazy-board.ts'
import { Calendar } from './calendar/lazy-calendar.ts'
import { pagePartsOf } from './extensions.ts'
import { savedViewsQuery } from './list/saved-views.ts'
import { TimelineView } from './timeline-view/lazy-timeline-view.ts'

/** Has the parts of a list, board, calendar or timeline ready before it is shown, so that it appears in one go. */
export async function prepareCollection(collection: string, search: { readonly view?: unknown }): Promise<void> {
  await prepareDefaultView(collection)
  if (search.view === 'board') await Board.preload?.()
  if (search.view === 'calendar') await Calendar.preload?.()
  if (search.view === 'timeline') await TimelineView.preload?.()
}

/** The view that the list begins with is there before the list, which would else be shown twice. */
async function prepareDefaultView(collection: string): Promise<void> {
  const [session, metadata] = await Promise.all([
    queryClient.ensureQueryData(sessionQuery),
    queryClient.ensureQueryData(metadataQuery),
  ])
  const object = catalogueOf(metadata).collection(collection)
  if (object && session.role.defaultViews[object.name]) await queryClient.prefetchQuery(savedViewsQuery(object.name))
}

interface RecordPlace {
  readonly collection: string
  readonly id: string
}

/** Has a record and the parts of its page ready before they are shown. The page itself tells of what fails. */
export async function prepareRecord({ collection, id }: RecordPlace): Promise<void> {
  const object = catalogueOf(await queryClient.ensureQueryData(metadataQuery)).collection(collection)
  if (!object) return
  await Promise.all([
    queryClient.prefetchQuery(recordQuery(object, id)),
    ...pagePartsOf(object.name).map((part) => part.preload?.()),
  ])
}
