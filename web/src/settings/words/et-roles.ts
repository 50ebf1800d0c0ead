import { counter } from '../../i18n/plural.ts'
import type { roles as english } from './en-roles.ts'

const n = counter('et')

export const roles: typeof english = {
  add: 'Uus roll',
  addLead: 'Mida see tohib, saab määrata järgmisel lehel.',
  all: 'Kõik rollid',
  name: 'Nimi',
  startFrom: 'Alusta nende õigustega',
  startFromNothing: 'Ilma õigusteta',
  everything: 'Tohib kõike',
  everythingLead: 'Administraatorid: kõik kirjed ja kõik seaded. Hoia nende arv väike.',
  may: (actions) => `Tohib: ${actions}`,
  people: (count) => n(count, 'inimene', 'inimest'),
  inWords: 'Sõnadega',
  records: 'Kirjed',
  recordsLead:
    'Kelle kirjeid selle rolliga inimesed näha, muuta ja kustutada tohivad. Kes tohib kirjet muuta, see ka näeb seda.',
  actionsTitle: 'Lubatud tegevused',
  noActions: 'Mitte ühtegi',
  object: 'Kirjed',
  verbs: { create: 'Lisamine', read: 'Nägemine', edit: 'Muutmine', delete: 'Kustutamine' },
  fields: 'Väljad',
  groups: { records: 'Kliendid ja müük', work: 'Töö', settings: 'Seaded' },
  scopes: {
    none: 'Mitte ühtegi',
    own: 'Enda omad',
    team: 'Meeskonna',
    team_and_below: 'Koos alluvatega',
    all: 'Kõik',
  },
  yesNo: { yes: 'Jah', no: 'Ei' },
  allFields: 'Kõik väljad',
  limited: (count) => `${n(count, 'väli', 'välja')} piiratud`,
  fieldsOf: (objects) => `Väljad: ${objects.toLowerCase()}`,
  fieldsLead:
    'Peidetud välja selle rolli jaoks ei ole: ei loendites, filtrites, aruannetes, eksportimisel ega ajaloos.',
  limits: { free: 'Vaba', read_only: 'Ainult loe', hidden: 'Peidetud' },
  titleField: 'Annab kirjele nime, seepärast ei saa seda peita',
  requiredField: 'Kohustuslik: kes seda täita ei saa, ei saa kirjeid lisada',
  actions: {
    export: { title: 'Eksportimine', lead: 'Loendite väljavõtmine CSV-failina.' },
    import: { title: 'Importimine', lead: 'Failide sissetoomine ja imporditu tagasivõtmine.' },
    mass_edit: { title: 'Paljude muutmine korraga', lead: 'Mitme valitud kirje muutmine või kustutamine.' },
    settings: {
      title: 'Inimeste kutsumine ja API võtmete loomine',
      lead: 'Koos õigusega muuta inimesi ja rolle.',
    },
    audit: { title: 'Vaadata auditilogi', lead: 'Kes mida millal ja kust tegi, koos väärtustega enne ja pärast.' },
  },
  review: 'Vaata üle ja salvesta',
  discard: 'Loobu muudatustest',
  reviewTitle: 'Mis muutub',
  concernsNobody: 'Praegu ei ole seda rolli kellelgi.',
  concerns: (count, names) =>
    count > 5
      ? `See hakkab kohe kehtima ${n(count, 'inimesele', 'inimesele')}, nende hulgas: ${names}.`
      : `See hakkab kohe kehtima: ${names}.`,
  preview: {
    title: 'Kes mida juurde saab ja kaotab',
    counting: 'Loeme kirjeid…',
    nothing: 'Kõik ulatuvad samade kirjeteni mis enne.',
    gained: (count, most) => `saab juurde ${most ? `${count} või rohkem` : count}`,
    lost: (count, most) => `kaotab ${most ? `${count} või rohkem` : count}`,
    notCounted: 'loendamata',
    incomplete: 'Kõige loendamiseks ei jätkunud aega.',
    others: (count) => `Selle rolliga on veel ${n(count, 'inimene', 'inimest')}, kelle kohta ei loendatud.`,
    fieldsToo: 'Väljad, mis sõltuvad teistest',
    uses: { edit: 'Vaba', read: 'Ainult lugemiseks', hidden: 'Peidetud' },
  },
  saved: (name) => `${name} on salvestatud`,
  deleteLater: (count) => `See roll on ${n(count, 'inimesel', 'inimesel')}; anna neile enne mõni teine`,
  sentence: {
    whole: (may, not) => `Tohib ${may}${not ? `; ei tohi ${not}` : ''}.`,
    nothing: 'Ligipääs puudub.',
    createOnly: 'Tohib lisada, aga ei näe.',
    about: 'näha neid, mis on nähtavate kirjete kohta',
    create: 'lisada',
    read: {
      none: '',
      own: 'näha enda omi',
      team: 'näha oma meeskonna omi',
      team_and_below: 'näha oma meeskonna ja alluvate meeskondade omi',
      all: 'näha kõiki',
    },
    edit: {
      none: '',
      own: 'muuta enda omi',
      team: 'muuta oma meeskonna omi',
      team_and_below: 'muuta oma meeskonna ja alluvate meeskondade omi',
      all: 'muuta kõiki',
    },
    delete: {
      none: '',
      own: 'kustutada enda omi',
      team: 'kustutada oma meeskonna omi',
      team_and_below: 'kustutada oma meeskonna ja alluvate meeskondade omi',
      all: 'kustutada kõiki',
    },
    not: { create: 'lisada', edit: 'muuta', delete: 'kustutada' },
  },
}
