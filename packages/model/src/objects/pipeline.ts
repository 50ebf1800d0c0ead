import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { document } from '../fields/document.ts'
import { integer } from '../fields/integer.ts'
import { text } from '../fields/text.ts'

/** A way that opportunities go: its stages in order. */
export const pipeline = defineObject({
  name: 'pipeline',
  collection: 'pipelines',
  label: {
    en: ['Pipeline', 'Pipelines'],
    es: ['Embudo', 'Embudos'],
    et: ['Müügitoru', 'Müügitorud', 'müügitoru'],
  },
  icon: 'filter',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100 }),
    labels: document({ label: ['Translations', 'Traducciones', 'Tõlked'], hidden: true }),
    position: integer({ label: ['Position', 'Posición', 'Järjekord'], required: true, default: 0 }),
    default: boolean({ label: ['Default', 'Predeterminado', 'Vaikimisi'], required: true, default: false }),
  },
  title: 'name',
  list: ['name', 'default', 'position'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  keys: ['name'],
  settings: true,
  metadata: true,
})
