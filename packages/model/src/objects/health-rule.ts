import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { integer } from '../fields/integer.ts'
import { text } from '../fields/text.ts'

/** What administrators think of a rule of data health, where they changed it. */
export const healthRule = defineObject({
  name: 'health_rule',
  collection: 'health-rules',
  label: {
    en: ['Data health rule', 'Data health rules'],
    es: ['Regla de calidad de datos', 'Reglas de calidad de datos'],
    et: ['Andmete korrasoleku reegel', 'Andmete korrasoleku reeglid', 'andmete korrasoleku reeglit'],
  },
  icon: 'heartbeat',
  fields: {
    object: text({ label: ['Object', 'Objeto', 'Objekt'], required: true, createOnly: true, maxLength: 60 }),
    rule: text({ label: ['Rule', 'Regla', 'Reegel'], required: true, createOnly: true, maxLength: 60 }),
    weight: integer({ label: ['Weight', 'Peso', 'Kaal'], required: true, minimum: 1, maximum: 10 }),
    active: boolean({ label: ['In use', 'En uso', 'Kasutusel'], required: true, default: true }),
  },
  title: 'rule',
  list: ['object', 'rule', 'weight', 'active'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  unique: [['object', 'rule']],
  settings: true,
  metadata: true,
})
