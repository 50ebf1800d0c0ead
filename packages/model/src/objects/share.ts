import { defineObject } from '../define-object.ts'
import { choice } from '../fields/choice.ts'
import { dateTime } from '../fields/date-time.ts'
import { identifier, ref } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/**
 * That a record is shared with a person or a team, to be read or to be edited. It counts until its end, which no job has
 * to bring about: policies compare it with the clock of the workspace.
 */
export const share = defineObject({
  name: 'share',
  collection: 'shares',
  label: {
    en: ['Share', 'Shares'],
    es: ['Acceso compartido', 'Accesos compartidos'],
    et: ['Jagamine', 'Jagamised', 'jagamist'],
  },
  icon: 'share',
  fields: {
    object: text({ label: ['Object', 'Objeto', 'Objekt'], required: true, createOnly: true, maxLength: 60 }),
    record: identifier({ label: ['Record', 'Registro', 'Kirje'], required: true, createOnly: true }),
    user: ref('user', { label: ['Person', 'Persona', 'Inimene'], createOnly: true, cascade: true }),
    team: ref('team', { label: ['Team', 'Equipo', 'Meeskond'], createOnly: true, cascade: true }),
    access: choice({
      label: ['Access', 'Acceso', 'Ligipääs'],
      required: true,
      default: 'read',
      choices: [
        { value: 'read', label: { en: 'May read', es: 'Puede leer', et: 'Võib lugeda' } },
        { value: 'edit', label: { en: 'May edit', es: 'Puede editar', et: 'Võib muuta' } },
      ],
    }),
    until: dateTime({ label: ['Until', 'Hasta', 'Kuni'] }),
  },
  title: 'access',
  list: ['user', 'team', 'access', 'until', 'createdBy'],
  owned: false,
  parent: ['record'],
  attached: true,
  access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
  unique: [['record', 'user', 'team']],
  indexes: [
    ['user', 'object', 'record'],
    ['team', 'object', 'record'],
  ],
})
