import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { choice } from '../fields/choice.ts'
import { dateTime } from '../fields/date-time.ts'
import { ref } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/** The primary ones stand there: to whom one of these is hidden, no contact point may tell it. */
const tells = ['account.email', 'account.phone', 'contact.email', 'contact.phone']

/** One of several ways to reach a contact or an account. The primary ones also stand on the record itself. */
export const contactPoint = defineObject({
  name: 'contact_point',
  collection: 'contact-points',
  label: {
    en: ['Contact point', 'Contact points'],
    es: ['Medio de contacto', 'Medios de contacto'],
    et: ['Kontaktandmed', 'Kontaktandmed', 'kontaktandmeid'],
  },
  icon: 'at',
  fields: {
    value: text({
      label: ['Address or number', 'Dirección o número', 'Aadress või number'],
      required: true,
      maxLength: 254,
      personal: true,
      tells,
    }),
    kind: choice({
      label: ['Kind', 'Tipo', 'Liik'],
      required: true,
      choices: [
        { value: 'email', label: { en: 'E-mail', es: 'Correo electrónico', et: 'E-post' } },
        { value: 'phone', label: { en: 'Phone', es: 'Teléfono', et: 'Telefon' } },
        { value: 'other', label: { en: 'Other', es: 'Otro', et: 'Muu' } },
      ],
    }),
    label: text({ label: ['Label', 'Etiqueta', 'Nimetus'], maxLength: 60 }),
    contact: ref('contact', { label: ['Contact', 'Contacto', 'Kontakt'], cascade: true }),
    account: ref('account', { label: ['Account', 'Cuenta', 'Klient'], cascade: true }),
    normalized: text({
      label: ['Normalised', 'Normalizado', 'Normaliseeritud'],
      computed: true,
      hidden: true,
      indexed: true,
      tells,
    }),
    primary: boolean({ label: ['Primary', 'Principal', 'Peamine'], required: true, default: false }),
    valid: boolean({ label: ['Valid', 'Válido', 'Kehtiv'], computed: true }),
    fault: choice({
      label: ['Why not valid', 'Por qué no es válido', 'Miks ei kehti'],
      computed: true,
      choices: [
        { value: 'impossible', label: { en: 'Cannot exist', es: 'No puede existir', et: 'Ei saa olemas olla' } },
        {
          value: 'not_of_country',
          label: { en: 'Not of its country', es: 'No es de su país', et: 'Pole selle riigi' },
        },
        {
          value: 'no_mail_server',
          label: { en: 'No mail server', es: 'Sin servidor de correo', et: 'Postiserverita' },
        },
        { value: 'misspelt', label: { en: 'Looks misspelt', es: 'Parece mal escrito', et: 'Tundub trükivigane' } },
        { value: 'bounced', label: { en: 'Mail came back', es: 'El correo rebotó', et: 'Kiri tuli tagasi' } },
        { value: 'left', label: { en: 'Left the company', es: 'Dejó la empresa', et: 'Lahkus ettevõttest' } },
      ],
    }),
    suggestion: text({ label: ['Meant', 'Se quiso decir', 'Mõeldi'], computed: true, personal: true, tells }),
    judgedAt: dateTime({ label: ['Judged at', 'Revisado el', 'Kontrollitud'], computed: true }),
    confirmed: boolean({ label: ['Confirmed', 'Confirmado', 'Kinnitatud'] }),
    optedOut: boolean({ label: ['Opted out', 'Baja', 'Loobunud'], required: true, default: false }),
  },
  title: 'value',
  list: ['value', 'kind', 'label', 'primary', 'optedOut'],
  owned: false,
  parent: ['contact', 'account'],
  access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
  indexes: [['contact'], ['account']],
})
