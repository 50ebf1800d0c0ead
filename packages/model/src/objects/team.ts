import { defineObject } from '../define-object.ts'
import { ref } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/** People who work together; teams form a tree. */
export const team = defineObject({
  name: 'team',
  collection: 'teams',
  label: { en: ['Team', 'Teams'], es: ['Equipo', 'Equipos'], et: ['Meeskond', 'Meeskonnad', 'meeskonda'] },
  icon: 'users-group',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100 }),
    parent: ref('team', { label: ['Part of', 'Parte de', 'Kuulub'] }),
    manager: ref('user', { label: ['Manager', 'Responsable', 'Juht'] }),
  },
  title: 'name',
  list: ['name', 'parent', 'manager'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  keys: ['name'],
  settings: true,
  metadata: true,
})
