import type { Words } from './en.ts'

export const words: Words = {
  open: 'Seisuga…',
  banner: 'Varasema päeva seis',
  shown: (day) => `Seis ${day}`,
  explained: 'Mis oli olemas selle päeva lõpus, sellest, mida tohid täna näha. Muuta ei saa midagi.',
  back: 'Tagasi tänasesse',
  otherDay: 'Teine päev',
  title: 'Vaata kõike ühe päeva seisuga',
  show: 'Näita',
  presets: {
    month: 'Eelmise kuu lõpp',
    quarter: 'Eelmise kvartali lõpp',
    halfYear: 'Pool aastat tagasi',
    year: 'Aasta tagasi',
  },
  since: 'Pärast seda muutunud',
  sinceNothing: 'Pärast seda pole midagi muutunud.',
  sinceGone: 'See on pärast seda kustutatud.',
  now: 'Täna',
  signed: 'Nagu oli allkirjastamisel',
  missing: 'Sel päeval seda veel ei olnud.',
  history: 'Ajalugu',
  historyOf: (field) => `Ajalugu: ${field}`,
  historyNone: 'Pärast loomist pole muutunud.',
  seeThen: 'Vaata kirjet tolle aja seisuga',
  more: 'Näita rohkem',
}
