export const words = {
  open: 'As on a date…',
  banner: 'As on a past day',
  shown: (day: string) => `As on ${day}`,
  explained: 'What was there when that day ended, of what you may see today. Nothing can be changed.',
  back: 'Back to today',
  otherDay: 'Another day',
  title: 'See everything as on a date',
  show: 'Show',
  presets: {
    month: 'End of last month',
    quarter: 'End of last quarter',
    halfYear: 'Half a year ago',
    year: 'A year ago',
  },
  since: 'Changed since then',
  sinceNothing: 'Nothing has changed since.',
  sinceGone: 'It has been deleted since.',
  now: 'Today',
  signed: 'As it was when we signed',
  missing: 'It was not there yet on that day.',
  history: 'History',
  historyOf: (field: string) => `History of ${field}`,
  historyNone: 'Never changed since it was made.',
  seeThen: 'See the record then',
  more: 'Show more',
}

export type Words = typeof words
