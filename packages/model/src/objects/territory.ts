import { defineObject } from '../define-object.ts'
import { longText } from '../fields/long-text.ts'
import { ref } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/** A part of the market that somebody answers for, whatever team they are in; accounts are in one, and their deals with them. */
export const territory = defineObject({
  name: 'territory',
  collection: 'territories',
  label: {
    en: ['Territory', 'Territories'],
    es: ['Territorio', 'Territorios'],
    et: ['Müügipiirkond', 'Müügipiirkonnad', 'müügipiirkonda'],
  },
  icon: 'map-2',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100, search: 'A' }),
    parent: ref('territory', { label: ['Part of', 'Parte de', 'Kuulub'] }),
    manager: ref('user', { label: ['Responsible', 'Responsable', 'Vastutab'] }),
    description: longText({ label: ['Description', 'Descripción', 'Kirjeldus'], search: 'C' }),
  },
  title: 'name',
  list: ['name', 'parent', 'manager'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  managed: { create: 'all', edit: 'all', delete: 'all' },
  keys: ['name'],
  indexes: [['parent']],
  timeline: true,
  searchable: true,
})
