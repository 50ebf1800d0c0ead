import { defineObject } from '../define-object.ts'
import { choice } from '../fields/choice.ts'
import { text } from '../fields/text.ts'

const colors = [
  'gray',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
] as const

/** A known tag and its colour; tags themselves are words on the records. */
export const tag = defineObject({
  name: 'tag',
  collection: 'tags',
  label: { en: ['Tag', 'Tags'], es: ['Etiqueta', 'Etiquetas'], et: ['Silt', 'Sildid', 'silti'] },
  icon: 'tag',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 60 }),
    color: choice({
      label: ['Colour', 'Color', 'Värv'],
      default: 'blue',
      choices: colors.map((value) => ({ value, label: value, color: value })),
    }),
  },
  title: 'name',
  list: ['name', 'color'],
  owned: false,
  access: { create: 'all', read: 'all', edit: 'none', delete: 'none' },
  keys: ['name'],
  unique: [['name']],
  settings: true,
})
