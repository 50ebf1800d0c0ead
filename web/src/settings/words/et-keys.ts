import type { Words } from './en.ts'

export const keys: Words['keys'] = {
  docs: 'Loe API kirjeldust ja proovi seda',
  add: 'Loo võti',
  make: 'Loo võti',
  addLead: 'Anna igale programmile oma võti: siis saab igaüht eraldi peatada.',
  none: 'Võtmeid veel ei ole',
  noneLead: 'Mõni teine programm, näiteks veebipood või aruanne, logib parooli asemel sisse võtmega.',
  name: 'Milleks see on',
  nameExample: 'Veebipood',
  role: 'Roll',
  roleLead: 'Võti tohib seda, mida tohib see roll, ja ei midagi enamat.',
  key: 'Võti',
  made: (when, who) => (who ? `loodud ${when}, ${who}` : `loodud ${when}`),
  used: (when) => `viimati kasutatud ${when}`,
  neverUsed: 'kasutamata',
  madeTitle: 'Võti on loodud',
  madeLead: 'Kopeeri see kohe. Alles hoitakse ainult sõrmejälge ja võtit ei saa uuesti näidata.',
  tryIt: 'Proovi seda käsureal:',
  revoke: 'Tühista',
  revoked: 'Tühistatud',
  revokeOne: (name) => `Tühista „${name}“`,
  revokeLead:
    'Programm, mis seda võtit kasutab, edaspidi sisse ei pääse. Seda ei saa tagasi võtta; uue võtme saab luua.',
  nowRevoked: (name) => `„${name}“ enam ei toimi`,
  purpose: 'Kes seda kasutab',
  purposes: {
    program: { label: 'Programm', lead: 'Kõik, mida roll tohib, API kaudu.' },
    assistant: { label: 'Abiline, kes loeb', lead: 'Küsib ja teeb kokkuvõtteid, aga ei muuda midagi.' },
    assistant_writing: {
      label: 'Abiline, kes ka kirjutab',
      lead: 'Näitab iga muudatuse kava enne ette ja teeb selle siis, kui oled nõus.',
    },
  },
  connect: 'Ühenda abiline',
  connectLead:
    'Abiline, kes oskab Model Context Protocoli, töötab sinu andmetega sellel aadressil oma võtmega. Ta näeb seda, mida näeb tema võtme roll; tema muudatused on loendis „Viimati tehtud“ ja seal saab need tagasi võtta.',
  address: 'Aadress',
  configuration: 'Abilise seadistus',
}
