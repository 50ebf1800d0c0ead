import type { Words } from './en.ts'

export const words: Words = {
  by: 'Kuupäev',
  previousMonth: 'Eelmine kuu',
  nextMonth: 'Järgmine kuu',
  more: (count) => `veel ${count}`,
  day: (day, count) => `${day}: ${count}`,
  create: (day) => `Loo kuupäevaga ${day}`,
  empty: 'Sel kuul pole midagi',
  moved: (title, day) => `${title} on nüüd kuupäeval ${day}`,
  asList: 'Näita loendina',
  byKeyboard: 'Alt ja nooleklahv nihutavad päeva või nädala võrra',
}
