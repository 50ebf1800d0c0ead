import { defineObject } from '../define-object.ts'
import { document } from '../fields/document.ts'
import { text } from '../fields/text.ts'
import { sharedWith } from './shared-with.ts'

/** Reports side by side: a `DashboardLayout`. One's own, or shared with one's team or everybody. */
export const dashboard = defineObject({
  name: 'dashboard',
  collection: 'dashboards',
  label: {
    en: ['Dashboard', 'Dashboards'],
    es: ['Panel', 'Paneles'],
    et: ['Töölaud', 'Töölauad', 'töölauda'],
  },
  icon: 'layout-dashboard',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100 }),
    layout: document({ label: ['Layout', 'Disposición', 'Paigutus'], required: true, hidden: true }),
    sharedWith: sharedWith(['Shared with', 'Compartido con', 'Jagatud']),
  },
  title: 'name',
  list: ['name', 'sharedWith', 'owner'],
  owned: true,
  access: { create: 'all', read: 'own', edit: 'own', delete: 'own' },
  indexes: [['owner']],
  settings: true,
})
