import { defineObject } from '../define-object.ts'
import { choice } from '../fields/choice.ts'
import { date } from '../fields/date.ts'
import { money } from '../fields/money.ts'
import { ref } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/** What a person, a team where no owner is named, or everybody where no team is, is to win in a period: in all, or of one product. */
export const quota = defineObject({
  name: 'quota',
  collection: 'quotas',
  label: { en: ['Quota', 'Quotas'], es: ['Cuota', 'Cuotas'], et: ['Müügieesmärk', 'Müügieesmärgid', 'müügieesmärki'] },
  icon: 'flag',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], computed: true, required: true }),
    period: choice({
      label: ['Period', 'Periodo', 'Periood'],
      required: true,
      default: 'quarter',
      choices: [
        { value: 'month', label: { en: 'Month', es: 'Mes', et: 'Kuu' } },
        { value: 'quarter', label: { en: 'Quarter', es: 'Trimestre', et: 'Kvartal' } },
        { value: 'year', label: { en: 'Year', es: 'Año', et: 'Aasta' } },
      ],
    }),
    startsOn: date({ label: ['From', 'Desde', 'Alates'], required: true }),
    product: ref('product', { label: ['Product', 'Producto', 'Toode'] }),
    territory: ref('territory', { label: ['Territory', 'Territorio', 'Müügipiirkond'] }),
    amount: money({ label: ['Amount', 'Importe', 'Summa'], required: true }),
  },
  title: 'name',
  list: ['name', 'amount', 'owner', 'team', 'product', 'territory', 'period', 'startsOn'],
  form: ['owner', 'team', 'period', 'startsOn', 'product', 'territory', 'amount'],
  owned: true,
  assigned: true,
  access: { create: 'none', read: 'team', edit: 'none', delete: 'none' },
  managed: { create: 'all', edit: 'team_and_below', delete: 'team_and_below' },
  keys: ['name'],
  unique: [['owner', 'team', 'period', 'startsOn', 'product', 'territory']],
  indexes: [['startsOn', 'period']],
  timeline: true,
})
