import { counter } from '../../../i18n/plural.ts'

const n = counter('en')

export const words = {
  by: 'Columns by',
  cards: 'Cards',
  cardsLead: 'What each card shows.',
  pipeline: 'Pipeline',
  column: (title: string, count: string) => `${title}: ${count}`,
  without: (field: string) => `No ${field.toLowerCase()}`,
  lanes: 'Lanes by',
  noLanes: 'no lanes',
  moveToLane: 'Move to the lane',
  openLane: (title: string) => `Open the lane ${title}`,
  foldLane: (title: string) => `Fold the lane ${title}`,
  cell: (column: string, lane: string) => `${column}, ${lane}`,
  ofLimit: (count: string, limit: string) => `${count}/${limit}`,
  limitSaid: (count: string, limit: string) => `${count} of at most ${limit}`,
  full: (column: string, count: string, limit: string) =>
    `${column} is full: ${count} of at most ${limit} stand there.`,
  moveAnyway: 'Move anyway',
  fullSaid: (title: string, column: string) => `${column} is full. ${title} stays where it was unless you confirm.`,
  empty: 'Nothing here',
  loadingMore: 'More is being loaded…',
  expand: (title: string) => `Open the column ${title}`,
  collapse: (title: string) => `Narrow the column ${title}`,
  cardMenu: (title: string) => `More for ${title}`,
  moveTo: 'Move to',
  grip: (title: string) => `Move ${title}`,
  gripRole: 'movable card',
  moved: (title: string, column: string) => `${title} is now in ${column}`,
  days: (count: number) => `${n(count, 'day', 'days')} in this stage`,
  daysShort: (count: string) => `${count} d`,
  stale: (count: number) => `${n(count, 'day', 'days')} in this stage, longer than it should be`,
  noStep: 'No next step',
  stepDue: (subject: string, when: string) => `${subject}, ${when}`,
  previousColumn: 'Previous column',
  nextColumn: 'Next column',
  instructions:
    'Press Space or Enter to pick the card up, the arrows to choose a column and a lane, Space or Enter again to put it down, and Escape to leave it where it was.',
  picked: (title: string, column: string) => `${title} picked up from ${column}.`,
  over: (title: string, column: string) => `${title} is over ${column}.`,
  dropped: (title: string, column: string) => `${title} was put into ${column}.`,
  cancelled: (title: string) => `${title} stays where it was.`,
}

export type Words = typeof words
