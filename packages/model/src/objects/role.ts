import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { document } from '../fields/document.ts'
import { text } from '../fields/text.ts'

/** What its users may do: per object and verb a scope, hidden and read-only fields, permitted actions. */
export const role = defineObject({
  name: 'role',
  collection: 'roles',
  label: { en: ['Role', 'Roles'], es: ['Rol', 'Roles'], et: ['Roll', 'Rollid', 'rolli'] },
  icon: 'shield',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100 }),
    labels: document({ label: ['Translations', 'Traducciones', 'Tõlked'], hidden: true }),
    rights: document({ label: ['Rights', 'Permisos', 'Õigused'], required: true, hidden: true }),
    defaultViews: document({
      label: [
        'Views that lists begin with',
        'Vistas con las que empiezan las listas',
        'Vaated, millega loendid algavad',
      ],
      hidden: true,
    }),
    administrator: boolean({
      label: ['May do everything', 'Puede hacerlo todo', 'Võib kõike'],
      required: true,
      default: false,
    }),
  },
  title: 'name',
  list: ['name', 'administrator'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  keys: ['name'],
  settings: true,
  metadata: true,
})
