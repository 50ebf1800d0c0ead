import { defineObject } from '../define-object.ts'
import { address } from '../fields/address.ts'
import { choice } from '../fields/choice.ts'
import { email } from '../fields/email.ts'
import { image } from '../fields/image.ts'
import { integer } from '../fields/integer.ts'
import { longText } from '../fields/long-text.ts'
import { money } from '../fields/money.ts'
import { phone } from '../fields/phone.ts'
import { ref } from '../fields/reference.ts'
import { tags } from '../fields/tags.ts'
import { text } from '../fields/text.ts'
import { url } from '../fields/url.ts'

/** The customer we trade with: a company or a private person. */
export const account = defineObject({
  name: 'account',
  collection: 'accounts',
  label: {
    en: ['Account', 'Accounts'],
    es: ['Cuenta', 'Cuentas'],
    et: ['Klient', 'Kliendid', 'klienti'],
  },
  icon: 'building-store',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, search: 'A' }),
    kind: choice({
      label: ['Kind', 'Tipo', 'Liik'],
      required: true,
      default: 'company',
      choices: [
        { value: 'company', label: { en: 'Company', es: 'Empresa', et: 'Ettevõte' }, color: 'blue' },
        { value: 'person', label: { en: 'Private person', es: 'Particular', et: 'Eraisik' }, color: 'grape' },
      ],
    }),
    email: email({ label: ['E-mail', 'Correo electrónico', 'E-post'], search: 'B', personal: true, indexed: true }),
    phone: phone({ label: ['Phone', 'Teléfono', 'Telefon'], search: 'B', personal: true, indexed: true }),
    website: url({ label: ['Website', 'Sitio web', 'Veebileht'], search: 'C' }),
    address: address({ label: ['Address', 'Dirección', 'Aadress'], search: 'C', personal: true }),
    sector: text({ label: ['Sector', 'Sector', 'Tegevusala'], search: 'C' }),
    parent: ref('account', {
      label: ['Parent account', 'Cuenta matriz', 'Emaettevõte'],
      inverse: ['Subsidiaries', 'Filiales', 'Tütarettevõtted'],
    }),
    taxId: text({ label: ['Tax number', 'NIF / CIF', 'Registrikood'], maxLength: 40, search: 'B', indexed: true }),
    externalId: text({ label: ['External id', 'Id externo', 'Väline ID'], maxLength: 100, indexed: true }),
    revenue: money({ label: ['Annual revenue', 'Facturación anual', 'Aastakäive'] }),
    employees: integer({ label: ['Employees', 'Empleados', 'Töötajaid'], minimum: 0 }),
    establishedIn: integer({
      label: ['Established in', 'Año de fundación', 'Asutamisaasta'],
      minimum: 1000,
      maximum: 2999,
    }),
    territory: ref('territory', { label: ['Territory', 'Territorio', 'Müügipiirkond'] }),
    preferences: longText({ label: ['Preferences', 'Preferencias', 'Eelistused'], search: 'C', personal: true }),
    logo: image({ label: ['Logo', 'Logotipo', 'Logo'] }),
    tags: tags({ label: ['Tags', 'Etiquetas', 'Sildid'], search: 'C' }),
  },
  title: 'name',
  list: ['name', 'sector', 'phone', 'email', 'address', 'owner', 'updatedAt'],
  form: ['name', 'kind', 'email', 'phone', 'website', 'sector', 'owner'],
  board: 'kind',
  owned: true,
  access: { create: 'all', read: 'all', edit: 'all', delete: 'own' },
  keys: ['name', 'externalId', 'taxId', 'email'],
  indexes: [['owner', '-updatedAt'], ['team'], ['parent'], ['territory']],
  timeline: true,
  searchable: true,
  filters: [
    {
      name: 'mine',
      label: ['My accounts', 'Mis cuentas', 'Minu kliendid'],
      filter: { field: 'owner', op: 'is', value: 'me' },
    },
  ],
})
