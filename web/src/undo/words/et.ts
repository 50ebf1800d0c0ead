import type { Words } from './en.ts'

export const words: Words = {
  title: 'Võta tagasi',
  touches: 'Mis läheb tagasi',
  parts: {
    create: (what) => `${what}: kustutatakse taas`,
    update: (what) => `${what}: tagasi endise väärtuse juurde`,
    delete: (what) => `${what}: tuuakse tagasi`,
    restore: (what) => `${what}: kustutatakse taas`,
  },
  until: (when) => `Tagasi saab võtta kuni ${when}.`,
  none: 'Keegi pole sellest vahepeal midagi muutnud.',
  conflicts: (count) =>
    count === 1
      ? 'Üht asja on vahepeal muudetud. Mis sellest saab?'
      : `${count} asja on vahepeal muudetud. Mis neist saab?`,
  keepAll: 'Jäta kõik',
  undoAll: 'Võta kõik tagasi',
  keep: 'Jäta',
  undo: 'Võta tagasi',
  choiceFor: (what) => `Mis saab: ${what}`,
  before: 'Oli',
  written: 'Pandi',
  now: 'On nüüd',
  changedBy: (who, when) => `${who}, ${when}`,
  somebody: 'keegi',
  made: 'Loodi siis ja on vahepeal muudetud: jääb alles või läheb koos muudatustega.',
  used: 'Loodi siis ja teised on sellele vahepeal midagi lisanud või viitavad sellele: jääb alles või läheb siiski.',
  gone: 'On jäädavalt läinud ja jääb nii.',
  hidden: 'Seda sa ei näe: see jääb nii, nagu on.',
  unseen: 'Kirje, mida sa ei näe',
  more: 'Näita rohkem',
  rest: (count) => `Veel ${count} pole näha:`,
  submit: 'Võta tagasi',
  changed: 'Keegi muutis just veel midagi. Vaata enne jätkamist uuesti.',
}
