import { counter } from '../../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('et')
const records = (count: number) => n(count, 'kirje', 'kirjet')

export const words: Words = {
  title: 'Muuda paljusid kirjeid',
  which: 'Millised kirjed',
  selected: (count) => (count === 1 ? 'Valitud kirje' : `Valitud ${records(count)}`),
  found: () => 'Kõik, mille see loend leiab',
  how: (field) => `Mis saab väljast ${field}`,
  ways: { value: 'saab väärtuse', empty: 'tühjendatakse', raise: 'suureneb' },
  value: (field) => `Välja ${field} uus väärtus`,
  percent: 'Protsenti; alla nulli vähendab',
  add: 'Veel üks väli',
  remove: (field) => `Jäta ${field} nii, nagu on`,
  check: 'Kontrolli',
  checking: 'Iga kirjet kontrollitakse nii, nagu seda muudetaks. Midagi veel ei kirjutata.',
  preview: 'Mis juhtuks',
  willChange: 'muudetakse',
  have: 'on juba nii',
  refused: 'lükatakse tagasi',
  reasons: 'Miks kirjed tagasi lükatakse',
  reason: (count, reason) => `${records(count)}: ${reason}`,
  refusedFile: 'Tagasi lükatud kirjed failina',
  change: (count) => `Muuda ${records(count)}`,
  nothing: 'Midagi pole muuta.',
  running: 'Kirjeid muudetakse. Võid samal ajal edasi töötada.',
  background: 'Tööta edasi',
  progress: (done, total) => `${done} / ${total}`,
  stop: 'Peata',
  stopped: 'Töö peatati. Seni muudetu jääb alles ja selle saab tagasi võtta.',
  interrupted: 'Server jäi vahepeal seisma.',
  goOn: 'Jätka',
  changed: (count) => `Muudetud ${records(count)}`,
  wereRefused: (count) => `${n(count, 'kirje lükati tagasi ja jäi', 'kirjet lükati tagasi ja jäid')} endiseks.`,
}
