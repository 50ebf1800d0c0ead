export const words = {
  start: 'From',
  end: 'Until',
  earlier: 'Earlier',
  later: 'Later',
  scale: 'How much is shown',
  scales: { month: 'Month', quarter: 'Quarter', year: 'Year' },
  span: (from: string, until: string) => `${from} – ${until}`,
  open: (from: string) => `since ${from}`,
  empty: 'Nothing in this time',
  more: (count: string) => `${count} more in this time: narrow it with a filter.`,
  moved: (title: string, span: string) => `${title} is now: ${span}`,
  byKeyboard: 'Alt and ← or → move it; with Shift they move its end',
}

export type Words = typeof words
