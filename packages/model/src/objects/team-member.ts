import { defineObject } from '../define-object.ts'
import { ref } from '../fields/reference.ts'

/** A further team of a user, besides the main one. */
export const teamMember = defineObject({
  name: 'team_member',
  collection: 'team-members',
  label: {
    en: ['Team member', 'Team members'],
    es: ['Miembro de equipo', 'Miembros de equipos'],
    et: ['Meeskonna liige', 'Meeskonna liikmed', 'meeskonna liiget'],
  },
  icon: 'user-plus',
  fields: {
    team: ref('team', { label: ['Team', 'Equipo', 'Meeskond'], required: true, cascade: true }),
    user: ref('user', { label: ['User', 'Usuario', 'Kasutaja'], required: true, cascade: true }),
  },
  title: 'team',
  list: ['team', 'user'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  indexes: [['user'], ['team']],
  settings: true,
  metadata: true,
})
