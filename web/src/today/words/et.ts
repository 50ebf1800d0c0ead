import { counter } from '../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('et')

export const words: Words = {
  morning: (name) => `Tere hommikust, ${name}`,
  afternoon: (name) => `Tere päevast, ${name}`,
  evening: (name) => `Tere õhtust, ${name}`,
  toDo: (count) => `${n(count, 'asi', 'asja')} teha`,
  nothingToDo: 'Midagi pole teha',
  whose: 'Kelle töö',
  mine: 'Minu',
  team: 'Minu meeskond',
  nobody: 'Veel mitte kellegi',
  emptyTeam: 'Sinu meeskonnas ei oota midagi ja kõigel avatul on järgmine samm.',
  show: 'Näita ainult',
  reasons: {
    overdue: 'Hilinenud',
    due: 'Tänaseks',
    close_date_past: 'Sulgemise päev möödas',
    no_next_step: 'Järgmise sammuta',
    missing_fields: 'Andmed puudu',
    stale: 'Seisab',
  },
  why: {
    overdue: (when) => `Tähtaeg oli ${when}`,
    due: (time) => `Täna kell ${time}`,
    close_date_past: (when) => `Pidi sulguma ${when}`,
    no_next_step: 'Midagi pole plaanis',
    missing_fields: (fields) => `Etapp nõuab: ${fields}`,
    stale: (since) => `Viimane liikumine ${since}`,
  },
  call: (whom) => `Helista: ${whom}`,
  whatsapp: (whom) => `Kirjuta WhatsAppis: ${whom}`,
  newCloseDate: 'Uus sulgemise päev',
  newCloseDateNotice: (title, day) => `${title}: uus sulgemise päev on ${day}`,
  setStep: 'Määra järgmine samm',
  fillIn: 'Täida',
  filledIn: (title) => `${title}: andmed täidetud`,
  open: 'Ava',
  more: (count) => `Loendis veel ${n(count, 'kirje', 'kirjet')}`,
  rowActions: (title) => `Toimingud: ${title}`,
  entries: (count, seconds) => `Täna ${n(count, 'kanne', 'kannet')}, igaüks ${seconds} s`,
  entriesHint: 'Kande avamisest salvestamiseni, tänaste aegade mediaan',
  emptyTitle: 'Kõik tehtud',
  emptyPraise: (count) =>
    count > 0
      ? `Täna ${n(count, 'kanne', 'kannet')} ja keegi sind ei oota. Tubli töö!`
      : 'Keegi sind ei oota ja kõigel sinu avatul on järgmine samm.',
  emptyAction: 'Vaata minu avatud müügivõimalusi',
  othersAction: 'Vaata järgmise sammuta müügivõimalusi',
  firstSteps: {
    title: 'Alustame',
    lead: 'Siin veel kliente ei ole. Head esimesed sammud on need.',
    importCustomers: 'Impordi oma kliendid',
    invitePeople: 'Kutsu inimesi',
    seePipelines: 'Vaata müügitorusid',
  },
  keys: {
    move: 'Liigu',
    edit: 'Ava',
    close: 'Sulge',
  },
}
