import type { Words } from './en.ts'
import { counter } from './plural.ts'

const n = counter('et')

export const fields: Words['fields'] = {
  currency: 'Valuuta',
  street: 'Tänav ja maja',
  postcode: 'Sihtnumber',
  city: 'Linn või asula',
  region: 'Maakond',
  country: 'Riik',
  date: 'Kuupäev',
  time: 'Kellaaeg',
  choose: 'Vali…',
  searchRecord: 'Otsimiseks kirjuta…',
  createRecord: (name) => `Lisa „${name}“`,
  noMatch: 'Vasteid pole',
  clear: (label) => `Tühjenda: ${label}`,
  invalidPhone: 'See number on arvatavasti vale',
  call: (number) => `Helista numbrile ${number}`,
  writeTo: (address) => `Kirjuta aadressile ${address}`,
  tagHint: 'Kirjuta silt ja vajuta Enter',
  durationHint: '1:30, 90 min, 1h 30m',
  moods: ['Vihane', 'Rahulolematu', 'Neutraalne', 'Rahul', 'Vaimustuses'],
  noMood: 'Meeleolu märkimata',
  openLink: 'Avaneb uuel kaardil',
  more: (count) => `+${count}`,
}

export const operators: Words['operators'] = {
  is: 'on',
  is_not: 'ei ole',
  any_of: 'on üks neist',
  none_of: 'ei ole ükski neist',
  is_empty: 'on tühi',
  is_not_empty: 'ei ole tühi',
  less: 'väiksem kui',
  at_most: 'kõige rohkem',
  greater: 'suurem kui',
  at_least: 'vähemalt',
  between: 'vahemikus',
  contains: 'sisaldab',
  not_contains: 'ei sisalda',
  starts_with: 'algab',
  has_any: 'sisaldab mõnda neist',
  has_all: 'sisaldab kõiki',
  has_none: 'ei sisalda ühtegi neist',
  in: 'ajavahemikus',
  on: 'päeval',
}

export const dateOperators: Words['dateOperators'] = {
  less: 'enne',
  at_most: 'kuni',
  greater: 'pärast',
  at_least: 'alates',
  is: 'päeval',
  is_not: 'muul päeval kui',
}

export const periods: Words['periods'] = {
  today: 'täna',
  yesterday: 'eile',
  tomorrow: 'homme',
  this_week: 'sel nädalal',
  last_week: 'eelmisel nädalal',
  next_week: 'järgmisel nädalal',
  this_month: 'sel kuul',
  last_month: 'eelmisel kuul',
  next_month: 'järgmisel kuul',
  this_quarter: 'selles kvartalis',
  last_quarter: 'eelmises kvartalis',
  next_quarter: 'järgmises kvartalis',
  this_year: 'sel aastal',
  last_year: 'eelmisel aastal',
  next_year: 'järgmisel aastal',
  this_fiscal_year: 'sel majandusaastal',
  last_fiscal_year: 'eelmisel majandusaastal',
  past: 'minevikus',
  future: 'tulevikus',
}

export const relative: Words['relative'] = {
  period: 'Ajavahemik',
  lastDays: (count) => (count === 1 ? 'viimane päev' : `viimased ${n(count, 'päev', 'päeva')}`),
  nextDays: (count) => (count === 1 ? 'järgmine päev' : `järgmised ${n(count, 'päev', 'päeva')}`),
  lastDaysChoice: 'viimased … päeva',
  nextDaysChoice: 'järgmised … päeva',
  exactDay: 'kindel päev',
  today: 'täna',
  daysAgo: 'päeva tagasi',
  daysAhead: 'päeva pärast',
  days: 'Päevi',
  ago: (count) => `${n(count, 'päev', 'päeva')} tagasi`,
  ahead: (count) => `${n(count, 'päeva', 'päeva')} pärast`,
  and: 'ja',
}
