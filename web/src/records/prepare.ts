import { catalogueOf } from '../kernel/metadata.ts'
import { metadataQuery, queryClient, recordQuery } from '../kernel/queries.ts'
import { Board } from './board/lazy-board.ts'
import { Calendar } from './calendar/lazy-calendar.ts'
import { pagePartsOf } from './extensions.ts'

/** Has the parts of a list, board or calendar ready before it is shown, so that it appears in one go. */
export async function prepareCollection(search: { readonly view?: unknown }): Promise<void> {
  if (search.view === 'board') await Board.preload?.()
  if (search.view === 'calendar') await Calendar.preload?.()
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
