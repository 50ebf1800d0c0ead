import { defineObject } from '../define-object.ts'
import { choice } from '../fields/choice.ts'
import { document } from '../fields/document.ts'
import { integer } from '../fields/integer.ts'
import { text } from '../fields/text.ts'
import { sharedWith } from './shared-with.ts'

/** A saved way to look at an object: columns, filter, order. One's own, or shared with one's team or everybody. */
export const view = defineObject({
  name: 'view',
  collection: 'views',
  label: { en: ['View', 'Views'], es: ['Vista', 'Vistas'], et: ['Vaade', 'Vaated', 'vaadet'] },
  icon: 'eye',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100 }),
    object: text({ label: ['Object', 'Objeto', 'Objekt'], required: true, maxLength: 60, createOnly: true }),
    kind: choice({
      label: ['Shown as', 'Mostrar como', 'Kuvatakse'],
      required: true,
      default: 'list',
      choices: [
        { value: 'list', label: { en: 'List', es: 'Lista', et: 'Loend' } },
        { value: 'board', label: { en: 'Board', es: 'Tablero', et: 'Tahvel' } },
        { value: 'calendar', label: { en: 'Calendar', es: 'Calendario', et: 'Kalender' } },
      ],
    }),
    definition: document({ label: ['Definition', 'Definición', 'Kirjeldus'], required: true, hidden: true }),
    sharedWith: sharedWith(['Shared with', 'Compartida con', 'Jagatud']),
    position: integer({ label: ['Position', 'Posición', 'Järjekord'], required: true, default: 0 }),
  },
  title: 'name',
  list: ['name', 'object', 'kind', 'sharedWith', 'owner'],
  owned: true,
  access: { create: 'all', read: 'own', edit: 'own', delete: 'own' },
  indexes: [['object', 'owner']],
  settings: true,
})
