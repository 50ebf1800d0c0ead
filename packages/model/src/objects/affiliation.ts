import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { date } from '../fields/date.ts'
import { ref } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/** A person's part in an account: role, from, to. A person can belong to several and leave one. */
export const affiliation = defineObject({
  name: 'affiliation',
  collection: 'affiliations',
  label: {
    en: ['Affiliation', 'Affiliations'],
    es: ['Vinculación', 'Vinculaciones'],
    et: ['Seos', 'Seosed', 'seost'],
  },
  icon: 'link',
  fields: {
    contact: ref('contact', { label: ['Contact', 'Contacto', 'Kontakt'], required: true, cascade: true }),
    account: ref('account', { label: ['Account', 'Cuenta', 'Klient'], required: true, cascade: true }),
    role: text({ label: ['Role', 'Función', 'Roll'], maxLength: 120 }),
    from: date({ label: ['From', 'Desde', 'Alates'] }),
    to: date({ label: ['To', 'Hasta', 'Kuni'] }),
    primary: boolean({ label: ['Primary', 'Principal', 'Peamine'], required: true, default: false }),
    becomesPrimary: boolean({
      label: ['Becomes primary', 'Pasa a principal', 'Saab peamiseks'],
      computed: true,
      hidden: true,
    }),
  },
  title: 'role',
  list: ['contact', 'account', 'role', 'from', 'to', 'primary'],
  owned: false,
  parent: ['contact'],
  access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
  indexes: [['contact'], ['account']],
})
