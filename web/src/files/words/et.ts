import { counter } from '../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('et')

export const words: Words = {
  title: 'Failid',
  add: 'Lisa faile',
  empty: 'Lohista failid ükskõik kuhu sellel lehel või kleebi pilt.',
  dropHere: 'Lisamiseks lase lahti',
  pastedImage: (when) => `Pilt ${when}`,
  attached: (name) => `„${name}“ on lisatud`,
  attachedMany: (count) => `${n(count, 'fail', 'faili')} lisatud`,
  removed: (name) => `„${name}“ eemaldati`,
  uploading: (name) => `Laaditakse üles: „${name}“`,
  cancel: (name) => `Katkesta: ${name}`,
  retry: (name) => `Proovi uuesti: ${name}`,
  dismiss: (name) => `Peida: ${name}`,
  tooLarge: (most) => `Suurem kui ${most}, mis on siin faili suurim maht.`,
  more: (name) => `Tegevused: ${name}`,
  open: (name) => `Näita: ${name}`,
  rename: 'Muuda nime',
  name: 'Faili nimi',
  download: 'Laadi alla',
  remove: 'Eemalda',
  previous: 'Eelmine fail',
  next: 'Järgmine fail',
  noPreview: 'Seda liiki faile siin ei näidata. Avamiseks laadi see alla.',
  cut: 'Näidatakse ainult algust.',
}
