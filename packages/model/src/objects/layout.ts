import { defineObject } from '../define-object.ts'
import { choice } from '../fields/choice.ts'
import { document } from '../fields/document.ts'
import { ref } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/** How the page of a record, or the form for a new one, is arranged: for a role, or for all that have none of their own. */
export const layout = defineObject({
  name: 'layout',
  collection: 'layouts',
  label: {
    en: ['Layout', 'Layouts'],
    es: ['Disposición', 'Disposiciones'],
    et: ['Paigutus', 'Paigutused', 'paigutust'],
  },
  icon: 'layout',
  fields: {
    object: text({ label: ['Object', 'Objeto', 'Objekt'], required: true, maxLength: 60, createOnly: true }),
    place: choice({
      label: ['Of', 'De', 'Mille'],
      required: true,
      createOnly: true,
      choices: [
        { value: 'page', label: { en: 'Record page', es: 'Página del registro', et: 'Kirje leht' } },
        { value: 'form', label: { en: 'Form for a new record', es: 'Formulario de alta', et: 'Uue kirje vorm' } },
      ],
    }),
    role: ref('role', { label: ['Role', 'Rol', 'Roll'], createOnly: true }),
    definition: document({ label: ['Definition', 'Definición', 'Kirjeldus'], required: true, hidden: true }),
  },
  title: 'object',
  list: ['object', 'place', 'role'],
  owned: false,
  access: { create: 'none', read: 'none', edit: 'none', delete: 'none' },
  unique: [['object', 'place', 'role']],
  settings: true,
  metadata: true,
})
