import type { Words } from './en.ts'

export const words: Words = {
  start: 'Alates',
  end: 'Kuni',
  earlier: 'Varem',
  later: 'Hiljem',
  scale: 'Kui palju näidatakse',
  scales: { month: 'Kuu', quarter: 'Kvartal', year: 'Aasta' },
  span: (from: string, until: string) => `${from} – ${until}`,
  open: (from: string) => `alates ${from}`,
  empty: 'Sel ajal pole midagi',
  more: (count: string) => `Sel ajal on veel ${count}: kitsenda filtriga.`,
  moved: (title: string, span: string) => `${title} on nüüd: ${span}`,
  byKeyboard: 'Alt ja ← või → nihutavad; Shiftiga nihutavad lõppu',
}
