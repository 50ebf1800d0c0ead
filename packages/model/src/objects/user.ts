import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { choice } from '../fields/choice.ts'
import { email } from '../fields/email.ts'
import { ref } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/** Somebody who works in Tendero. How they sign in is kept apart from the workspace's data. */
export const user = defineObject({
  name: 'user',
  collection: 'users',
  label: { en: ['User', 'Users'], es: ['Usuario', 'Usuarios'], et: ['Kasutaja', 'Kasutajad', 'kasutajat'] },
  icon: 'user-circle',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 200, personal: true }),
    email: email({ label: ['E-mail', 'Correo electrónico', 'E-post'], required: true, personal: true }),
    role: ref('role', { label: ['Role', 'Rol', 'Roll'], required: true }),
    team: ref('team', { label: ['Main team', 'Equipo principal', 'Põhimeeskond'] }),
    jobTitle: text({ label: ['Job title', 'Cargo', 'Ametinimetus'] }),
    language: choice({
      label: ['Language', 'Idioma', 'Keel'],
      choices: [
        { value: 'en', label: 'English' },
        { value: 'es', label: 'Español' },
        { value: 'et', label: 'Eesti' },
      ],
    }),
    timeZone: text({ label: ['Time zone', 'Zona horaria', 'Ajavöönd'], maxLength: 60 }),
    active: boolean({ label: ['Active', 'Activo', 'Aktiivne'], required: true, default: true }),
  },
  title: 'name',
  list: ['name', 'email', 'role', 'team', 'active'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  keys: ['email', 'name'],
  unique: [['email']],
  settings: true,
  metadata: true,
})
