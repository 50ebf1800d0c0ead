import { defineObject } from '../define-object.ts'
import { document } from '../fields/document.ts'
import { text } from '../fields/text.ts'
import { sharedWith } from './shared-with.ts'

/** What is asked of the records of an object: a `ReportDefinition`. One's own, or shared with one's team or everybody. */
export const report = defineObject({
  name: 'report',
  collection: 'reports',
  label: { en: ['Report', 'Reports'], es: ['Informe', 'Informes'], et: ['Aruanne', 'Aruanded', 'aruannet'] },
  icon: 'chart-bar',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100 }),
    object: text({ label: ['Object', 'Objeto', 'Objekt'], required: true, maxLength: 60, computed: true }),
    definition: document({ label: ['Definition', 'Definición', 'Kirjeldus'], required: true, hidden: true }),
    sharedWith: sharedWith(['Shared with', 'Compartido con', 'Jagatud']),
  },
  title: 'name',
  list: ['name', 'object', 'sharedWith', 'owner'],
  owned: true,
  access: { create: 'all', read: 'own', edit: 'own', delete: 'own' },
  indexes: [['owner']],
  settings: true,
})
