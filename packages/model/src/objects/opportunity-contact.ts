import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { choice } from '../fields/choice.ts'
import { ref } from '../fields/reference.ts'

/** A person's part in a deal. */
export const opportunityContact = defineObject({
  name: 'opportunity_contact',
  collection: 'opportunity-contacts',
  label: {
    en: ['Contact role', 'Contact roles'],
    es: ['Rol de contacto', 'Roles de contacto'],
    et: ['Kontakti roll', 'Kontaktide rollid', 'kontakti rolli'],
  },
  icon: 'users',
  fields: {
    opportunity: ref('opportunity', {
      label: ['Opportunity', 'Oportunidad', 'Müügivõimalus'],
      required: true,
      createOnly: true,
      cascade: true,
    }),
    contact: ref('contact', {
      label: ['Contact', 'Contacto', 'Kontakt'],
      inverse: ['Roles in opportunities', 'Roles en oportunidades', 'Rollid müügivõimalustes'],
      required: true,
      cascade: true,
      opensTarget: true,
    }),
    role: choice({
      label: ['Role', 'Rol', 'Roll'],
      choices: [
        { value: 'decision_maker', label: { en: 'Decision maker', es: 'Decisor', et: 'Otsustaja' } },
        { value: 'influencer', label: { en: 'Influencer', es: 'Influyente', et: 'Mõjutaja' } },
        { value: 'user', label: { en: 'User', es: 'Usuario', et: 'Kasutaja' } },
        { value: 'buyer', label: { en: 'Buyer', es: 'Comprador', et: 'Ostja' } },
        { value: 'other', label: { en: 'Other', es: 'Otro', et: 'Muu' } },
      ],
    }),
    primary: boolean({ label: ['Primary', 'Principal', 'Peamine'], required: true, default: false }),
  },
  title: 'role',
  list: ['opportunity', 'contact', 'role', 'primary'],
  owned: false,
  parent: ['opportunity'],
  access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
  indexes: [['opportunity'], ['contact']],
})
