import { defineObject } from '../define-object.ts'
import { text } from '../fields/text.ts'

/** A record of an object that an administrator made, whichever; those objects are made of this one. */
export const customRecord = defineObject({
  name: 'custom_record',
  collection: 'custom-records',
  label: { en: ['Record', 'Records'], es: ['Registro', 'Registros'], et: ['Kirje', 'Kirjed', 'kirjet'] },
  icon: 'cube',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 250, search: 'A', indexed: true }),
    kind: text({ label: ['Object', 'Objeto', 'Objekt'], required: true, maxLength: 50, computed: true, hidden: true }),
  },
  title: 'name',
  list: ['name', 'owner', 'updatedAt'],
  template: true,
  owned: true,
  access: { create: 'none', read: 'none', edit: 'none', delete: 'none' },
  keys: ['name'],
  indexes: [
    ['kind', 'updatedAt'],
    ['kind', 'owner'],
  ],
  timeline: true,
  searchable: true,
})
