import { counter } from '../../../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('et')
const records = (count: number) => n(count, 'kirje', 'kirjet')

export const words: Words = {
  deactivate: (name) => `Sulge ligipääs: ${name}`,
  handOver: (name) => `Anna üle see, millega tegeles ${name}`,
  menuItem: 'Anna kirjed üle',
  lead: (name) =>
    `Sellest hetkest ei saa ${name} enam sisse logida. Seansid lõpevad ja API-võtmed tühistatakse jäädavalt. Nimi jääb kõige juurde, mis on tehtud.`,
  holds: (name) => `Mille eest vastutab ${name}`,
  holdsLead:
    'Avatud müügivõimalused, müügivihjed ja tegevused, kõik muu, mis jätkub, ning meeskonnad, mida ta juhib. Suletud kirjed jäävad alles.',
  holdsNothing: (name) => `${name} ei vastuta millegi eest, mida teised peaksid jätkama.`,
  everything: 'Kes võtab üle',
  stays: 'Mitte keegi: jääb nii, nagu on',
  exceptions: 'Mitte kõik samale inimesele',
  forObject: (objects) => `${objects} saab`,
  forTeam: (team) => `Meeskonna ${team} kirjed saab`,
  asTheRest: 'Nagu kõik muu',
  asTeamOrRest: 'Nagu meeskonna kirjed või kõik muu',
  doDeactivate: 'Sulge ligipääs',
  doBoth: (count) => `Sulge ligipääs ja anna üle ${records(count)}`,
  doHandOver: (count) => `Anna üle ${records(count)}`,
  running: (name) => `Antakse üle seda, millega tegeles ${name}. Võid samal ajal edasi töötada.`,
  progress: (done, total) => `${done} / ${total}`,
  stop: 'Peata',
  done: (count) => `${n(count, 'kirjel on', 'kirjel on')} uus vastutaja`,
  stopped: 'See peatati. Seni üle antu jääb nii ja selle saab tagasi võtta.',
  interrupted: 'Server peatus vahepeal.',
  failed: 'Seda ei saanud lõpetada.',
  refused: (count) => `${n(count, 'kirje lükati', 'kirjet lükati')} tagasi ja jäi nii, nagu oli.`,
}
