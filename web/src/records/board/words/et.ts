import { counter } from '../../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('et')

export const words: Words = {
  by: 'Veerud',
  cards: 'Kaardid',
  cardsLead: 'Mida iga kaart näitab.',
  pipeline: 'Müügitoru',
  column: (title, count) => `${title}: ${count}`,
  without: (field) => `${field}: määramata`,
  empty: 'Siin pole midagi',
  loadingMore: 'Laadin juurde…',
  expand: (title) => `Ava veerg ${title}`,
  collapse: (title) => `Ahenda veerg ${title}`,
  cardMenu: (title) => `Veel: ${title}`,
  moveTo: 'Vii veergu',
  grip: (title) => `Liiguta: ${title}`,
  gripRole: 'liigutatav kaart',
  moved: (title, column) => `${title} on nüüd veerus ${column}`,
  days: (count) => `Selles etapis ${n(count, 'päev', 'päeva')}`,
  daysShort: (count) => `${count} p`,
  stale: (count) => `Selles etapis ${n(count, 'päev', 'päeva')}, kauem kui peaks`,
  noStep: 'Järgmist sammu pole',
  stepDue: (subject, when) => `${subject}, ${when}`,
  previousColumn: 'Eelmine veerg',
  nextColumn: 'Järgmine veerg',
  instructions:
    'Kaardi võtmiseks vajuta tühikut või Enterit, veeru valimiseks vasakut või paremat nooleklahvi, mahapanekuks uuesti tühikut või Enterit ja paigale jätmiseks Escape.',
  picked: (title, column) => `${title} on võetud veerust ${column}.`,
  over: (title, column) => `${title} on veeru ${column} kohal.`,
  dropped: (title, column) => `${title} on pandud veergu ${column}.`,
  cancelled: (title) => `${title} jääb oma kohale.`,
}
