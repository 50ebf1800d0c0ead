import type { Words } from './en.ts'

export const words: Words = {
  begin: (name) => `Vaata CRM-i kasutajana ${name}`,
  seeing: (name) => `Vaatad CRM-i kasutajana ${name}.`,
  readOnly: 'Midagi muuta ei saa.',
  until: (time) => `Kuni ${time}.`,
  stop: 'Lõpeta',
  banner: 'Teise inimese vaade',
  past: 'Kes on vaadanud CRM-i sinu vaatega',
  pastLead:
    'Administraatorid saavad näha seda, mida sina näed, kuni tund aega ja midagi muutmata. Iga kord märgitakse üles.',
}
