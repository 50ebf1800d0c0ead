import { counter } from '../../i18n/plural.ts'

const n = counter('en')

export const words = {
  morning: (name: string) => `Good morning, ${name}`,
  afternoon: (name: string) => `Good afternoon, ${name}`,
  evening: (name: string) => `Good evening, ${name}`,
  toDo: (count: number) => `${n(count, 'thing', 'things')} to do`,
  nothingToDo: 'Nothing to do',
  whose: 'Whose work',
  mine: 'Mine',
  team: 'My team',
  /** A lead that has no owner. */
  nobody: 'Nobody yet',
  emptyTeam: 'Nobody of your team is waiting, and everything open that is theirs has a next step.',
  show: 'Show only',
  reasons: {
    overdue: 'Overdue',
    due: 'Due today',
    close_date_past: 'Close date passed',
    no_next_step: 'No next step',
    missing_fields: 'Required fields missing',
    stale: 'Standing still',
  },
  /** Why an item stands here; `when` is '3 days ago', `time` is '10:30'. */
  why: {
    overdue: (when: string) => `Was due ${when}`,
    due: (time: string) => `Today at ${time}`,
    close_date_past: (when: string) => `Was to close ${when}`,
    no_next_step: 'Nothing is planned',
    missing_fields: (fields: string) => `Its stage needs: ${fields}`,
    stale: (since: string) => `No movement since ${since}`,
  },
  call: (whom: string) => `Call ${whom}`,
  whatsapp: (whom: string) => `Write to ${whom} by WhatsApp`,
  newCloseDate: 'New close date',
  newCloseDateNotice: (title: string, day: string) => `${title} is now to close on ${day}`,
  setStep: 'Set next step',
  fillIn: 'Fill in',
  filledIn: (title: string) => `${title} is filled in`,
  open: 'Open',
  more: (count: number) => `${n(count, 'more', 'more')} in the list`,
  rowActions: (title: string) => `Actions for ${title}`,
  entries: (count: number, seconds: string) => `${n(count, 'entry', 'entries')} today, ${seconds} s each`,
  entriesHint: 'From opening an entry to saving it, the middle of today’s times',
  emptyTitle: 'All done',
  emptyPraise: (count: number) =>
    count > 0
      ? `${n(count, 'entry', 'entries')} made today, and nobody of yours is left waiting. Well done.`
      : 'Nobody of yours is waiting, and everything open that is yours has a next step.',
  emptyAction: 'Look at my open opportunities',
  othersAction: 'See which deals lack a next step',
  firstSteps: {
    title: 'Let’s begin',
    lead: 'There are no customers here yet. These are good first steps.',
    importCustomers: 'Import your customers',
    invitePeople: 'Invite people',
    seePipelines: 'See the sales pipelines',
  },
  keys: {
    move: 'Move',
    edit: 'Open',
    close: 'Close',
  },
}

export type Words = typeof words
