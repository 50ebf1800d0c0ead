import { defineObject } from '../define-object.ts'
import { decimal } from '../fields/decimal.ts'
import { integer } from '../fields/integer.ts'
import { money } from '../fields/money.ts'
import { percent } from '../fields/percent.ts'
import { ref } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/** A product on an opportunity. With lines, the opportunity's amount is their sum. */
export const opportunityLine = defineObject({
  name: 'opportunity_line',
  collection: 'opportunity-lines',
  label: {
    en: ['Line', 'Lines'],
    es: ['Línea', 'Líneas'],
    et: ['Rida', 'Read', 'rida'],
  },
  icon: 'list-numbers',
  fields: {
    opportunity: ref('opportunity', {
      label: ['Opportunity', 'Oportunidad', 'Müügivõimalus'],
      required: true,
      createOnly: true,
      cascade: true,
    }),
    product: ref('product', {
      label: ['Product', 'Producto', 'Toode'],
      inverse: ['In opportunities', 'En oportunidades', 'Müügivõimalustes'],
    }),
    description: text({ label: ['Description', 'Descripción', 'Kirjeldus'] }),
    quantity: decimal({ label: ['Quantity', 'Cantidad', 'Kogus'], required: true, default: '1', scale: 4 }),
    unitPrice: decimal({
      label: ['Unit price', 'Precio unitario', 'Ühikuhind'],
      scale: 6,
      tells: ['opportunity.amount'],
    }),
    discount: percent({ label: ['Discount', 'Descuento', 'Allahindlus'], minimum: 0, maximum: 100 }),
    amount: money({ label: ['Amount', 'Importe', 'Summa'], computed: true, tells: ['opportunity.amount'] }),
    position: integer({ label: ['Position', 'Posición', 'Järjekord'], required: true, default: 0 }),
  },
  title: 'description',
  list: ['opportunity', 'product', 'description', 'quantity', 'unitPrice', 'discount', 'amount'],
  owned: false,
  parent: ['opportunity'],
  access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
  indexes: [['opportunity', 'position'], ['product']],
})
