import { defineObject } from '../define-object.ts'
import { date } from '../fields/date.ts'
import { decimal } from '../fields/decimal.ts'
import { text } from '../fields/text.ts'

/** What one unit of `quote` was worth in `base` from a day on. */
export const exchangeRate = defineObject({
  name: 'exchange_rate',
  collection: 'exchange-rates',
  label: {
    en: ['Exchange rate', 'Exchange rates'],
    es: ['Tipo de cambio', 'Tipos de cambio'],
    et: ['Vahetuskurss', 'Vahetuskursid', 'vahetuskurssi'],
  },
  icon: 'arrows-exchange',
  fields: {
    quote: text({ label: ['Currency', 'Moneda', 'Valuuta'], required: true, maxLength: 3 }),
    base: text({ label: ['In', 'En', 'Baasvaluuta'], required: true, maxLength: 3 }),
    onDate: date({ label: ['From day', 'Desde el día', 'Alates päevast'], required: true }),
    rate: decimal({ label: ['Rate', 'Tipo', 'Kurss'], required: true, scale: 6, minimum: 0.000001 }),
  },
  title: 'quote',
  list: ['quote', 'base', 'onDate', 'rate'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  unique: [['onDate', 'base', 'quote']],
  settings: true,
  metadata: true,
})
