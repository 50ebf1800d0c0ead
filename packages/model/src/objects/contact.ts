import { defineObject } from '../define-object.ts'
import { address } from '../fields/address.ts'
import { date } from '../fields/date.ts'
import { email } from '../fields/email.ts'
import { image } from '../fields/image.ts'
import { longText } from '../fields/long-text.ts'
import { phone } from '../fields/phone.ts'
import { ref } from '../fields/reference.ts'
import { tags } from '../fields/tags.ts'
import { text } from '../fields/text.ts'

/** A human being. The main account stands here; all of them, with their times, are affiliations. */
export const contact = defineObject({
  name: 'contact',
  collection: 'contacts',
  label: {
    en: ['Contact', 'Contacts'],
    es: ['Contacto', 'Contactos'],
    et: ['Kontakt', 'Kontaktid', 'kontakti'],
  },
  icon: 'user',
  fields: {
    name: text({
      label: ['Full name', 'Nombre completo', 'Täisnimi'],
      computed: true,
      required: true,
      search: 'A',
      personal: true,
    }),
    firstName: text({ label: ['First name', 'Nombre', 'Eesnimi'], maxLength: 200, personal: true }),
    lastName: text({ label: ['Last name', 'Apellidos', 'Perekonnanimi'], maxLength: 200, personal: true }),
    account: ref('account', { label: ['Account', 'Cuenta', 'Klient'], opensTarget: true }),
    jobTitle: text({ label: ['Job title', 'Cargo', 'Ametinimetus'], search: 'C' }),
    email: email({ label: ['E-mail', 'Correo electrónico', 'E-post'], search: 'B', personal: true, indexed: true }),
    phone: phone({ label: ['Phone', 'Teléfono', 'Telefon'], search: 'B', personal: true, indexed: true }),
    birthday: date({ label: ['Birthday', 'Cumpleaños', 'Sünnipäev'], personal: true }),
    address: address({ label: ['Address', 'Dirección', 'Aadress'], search: 'C', personal: true }),
    taxId: text({
      label: ['Tax number', 'NIF / NIE', 'Isikukood'],
      maxLength: 40,
      search: 'B',
      indexed: true,
      personal: true,
    }),
    externalId: text({ label: ['External id', 'Id externo', 'Väline ID'], maxLength: 100, indexed: true }),
    preferences: longText({ label: ['Preferences', 'Preferencias', 'Eelistused'], search: 'C', personal: true }),
    photo: image({ label: ['Photo', 'Foto', 'Foto'], personal: true }),
    tags: tags({ label: ['Tags', 'Etiquetas', 'Sildid'], search: 'C' }),
  },
  title: 'name',
  list: ['name', 'account', 'jobTitle', 'email', 'phone', 'owner', 'updatedAt'],
  form: ['firstName', 'lastName', 'account', 'jobTitle', 'email', 'phone', 'owner'],
  identifying: ['account'],
  owned: true,
  access: { create: 'all', read: 'all', edit: 'all', delete: 'own' },
  keys: ['email', 'externalId', 'name'],
  indexes: [['owner', '-updatedAt'], ['team'], ['account']],
  timeline: true,
  searchable: true,
  filters: [
    {
      name: 'mine',
      label: ['My contacts', 'Mis contactos', 'Minu kontaktid'],
      filter: { field: 'owner', op: 'is', value: 'me' },
    },
  ],
})
