import { counter } from '../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('et')

export const words: Words = {
  offline: 'Võrku pole',
  asOf: (time) => `Võrku pole, seisuga ${time}`,
  waiting: (count) => `${n(count, 'kirje', 'kirjet')} saatmata`,
  sending: (count) => `Saadan ${n(count, 'kirje', 'kirjet')}`,
  refused: (count) => `${n(count, 'kirje', 'kirjet')} tagasi lükatud`,
  allSent: 'Kõik on saadetud.',
  title: 'Saatmata',
  lead: 'Mida kirjutad ilma võrguta, jääb sellesse seadmesse ja saadetakse ise, üks kord, kui võrk on tagasi.',
  nothing: 'Midagi ei oota saatmist.',
  reading: (time) => `Näed andmeid seisuga ${time}. Muid muudatusi ei saa praegu salvestada.`,
  state: { waiting: 'Veel saatmata', sending: 'Saadan…', refused: 'Tagasi lükatud' },
  edit: 'Muuda',
  retry: 'Proovi uuesti',
  discard: 'Loobu',
  discarded: 'Loobutud',
  newVersion: 'Uus versioon on olemas.',
  reload: 'Laadi uuesti',
  typing: 'Uus versioon on olemas. Lõpeta kirjutamine ja laadi siis uuesti.',
}
