import { defineObject } from '../define-object.ts'
import { address } from '../fields/address.ts'
import { choice } from '../fields/choice.ts'
import { dateTime } from '../fields/date-time.ts'
import { email } from '../fields/email.ts'
import { longText } from '../fields/long-text.ts'
import { money } from '../fields/money.ts'
import { phone } from '../fields/phone.ts'
import { ref } from '../fields/reference.ts'
import { tags } from '../fields/tags.ts'
import { text } from '../fields/text.ts'
import { url } from '../fields/url.ts'
import { sources } from './sources.ts'

/** What a lead is to the records that it became. */
const origin = ['Came from leads', 'Procede de interesados', 'Tekkinud huvilistest'] as const

/** Somebody who is interested and not yet a customer. */
export const lead = defineObject({
  name: 'lead',
  collection: 'leads',
  label: {
    en: ['Lead', 'Leads'],
    es: ['Interesado', 'Interesados'],
    et: ['Huviline', 'Huvilised', 'huvilist'],
  },
  icon: 'user-question',
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
    company: text({ label: ['Company', 'Empresa', 'Ettevõte'], search: 'B' }),
    status: choice({
      label: ['Status', 'Estado', 'Olek'],
      required: true,
      default: 'new',
      choices: [
        { value: 'new', label: { en: 'Not contacted yet', es: 'Sin contactar', et: 'Kontakteerimata' }, color: 'blue' },
        { value: 'contacted', label: { en: 'Contacted', es: 'Contactado', et: 'Kontakteeritud' }, color: 'cyan' },
        { value: 'qualified', label: { en: 'Qualified', es: 'Cualificado', et: 'Kvalifitseeritud' }, color: 'teal' },
        { value: 'unqualified', label: { en: 'Unqualified', es: 'Descartado', et: 'Sobimatu' }, color: 'gray' },
        { value: 'converted', label: { en: 'Converted', es: 'Convertido', et: 'Konverteeritud' }, color: 'green' },
      ],
    }),
    email: email({ label: ['E-mail', 'Correo electrónico', 'E-post'], search: 'B', personal: true, indexed: true }),
    phone: phone({ label: ['Phone', 'Teléfono', 'Telefon'], search: 'B', personal: true, indexed: true }),
    jobTitle: text({ label: ['Job title', 'Cargo', 'Ametinimetus'] }),
    website: url({ label: ['Website', 'Sitio web', 'Veebileht'] }),
    address: address({ label: ['Address', 'Dirección', 'Aadress'], personal: true }),
    source: choice({ label: ['Source', 'Origen', 'Allikas'], choices: sources }),
    interest: text({ label: ['Interested in', 'Interés', 'Huvi'], search: 'C' }),
    estimatedValue: money({ label: ['Estimated value', 'Valor estimado', 'Hinnanguline väärtus'] }),
    unqualifiedReason: text({ label: ['Reason unqualified', 'Motivo de descarte', 'Sobimatuse põhjus'] }),
    nextStep: ref('activity', { label: ['Next step', 'Próximo paso', 'Järgmine samm'], computed: true }),
    nextStepAt: dateTime({ label: ['Next step on', 'Fecha del próximo paso', 'Järgmise sammu aeg'], computed: true }),
    convertedAt: dateTime({ label: ['Converted on', 'Convertido el', 'Konverteeritud'], computed: true }),
    convertedAccount: ref('account', {
      label: ['Converted account', 'Cuenta creada', 'Konverteeritud klient'],
      inverse: origin,
      computed: true,
    }),
    convertedContact: ref('contact', {
      label: ['Converted contact', 'Contacto creado', 'Konverteeritud kontakt'],
      inverse: origin,
      computed: true,
    }),
    convertedOpportunity: ref('opportunity', {
      label: ['Converted opportunity', 'Oportunidad creada', 'Konverteeritud müügivõimalus'],
      inverse: origin,
      computed: true,
    }),
    externalId: text({ label: ['External id', 'Id externo', 'Väline ID'], maxLength: 100, indexed: true }),
    description: longText({ label: ['Description', 'Descripción', 'Kirjeldus'], search: 'C' }),
    tags: tags({ label: ['Tags', 'Etiquetas', 'Sildid'], search: 'C' }),
  },
  title: 'name',
  list: ['name', 'company', 'status', 'source', 'nextStepAt', 'owner', 'updatedAt'],
  form: ['firstName', 'lastName', 'company', 'email', 'phone', 'source', 'interest', 'estimatedValue', 'owner'],
  identifying: ['company'],
  board: 'status',
  owned: true,
  access: { create: 'all', read: 'team', edit: 'own', delete: 'own' },
  keys: ['email', 'externalId'],
  indexes: [['owner', 'status', '-updatedAt'], ['team'], ['status', '-updatedAt'], ['nextStepAt']],
  timeline: true,
  searchable: true,
  over: { field: 'status', values: ['unqualified', 'converted'] },
  filters: [
    {
      name: 'mine',
      label: ['My open leads', 'Mis interesados abiertos', 'Minu avatud huvilised'],
      filter: {
        and: [
          { field: 'owner', op: 'is', value: 'me' },
          { field: 'status', op: 'any_of', value: ['new', 'contacted', 'qualified'] },
        ],
      },
    },
    {
      name: 'no_next_step',
      label: ['Without a next step', 'Sin próximo paso', 'Järgmise sammuta'],
      filter: {
        and: [
          { field: 'nextStepAt', op: 'is_empty' },
          { field: 'status', op: 'any_of', value: ['new', 'contacted', 'qualified'] },
        ],
      },
    },
  ],
})
