import { plainWords } from '@tendero/model'
import type { Described } from '../../server/src/duplicates/matching/subject.ts'
import type { Row } from './table.ts'

type Role =
  | 'given'
  | 'family'
  | 'name'
  | 'birthday'
  | 'year'
  | 'month'
  | 'day'
  | 'number'
  | 'street'
  | 'city'
  | 'postcode'
  | 'phone'
  | 'email'
  | 'site'
  | 'taxId'

/** How files call what is told of persons and companies; the first that fits a head is meant. No file is known by name. */
const heads: readonly (readonly [Role, RegExp])[] = [
  [
    'given',
    /^(given|given name|first ?name|forename|fname( c\d)?|middle name|nombre|nombre de pila|eesnimi|vorname)\d?$/,
  ],
  ['family', /^(family|family name|surname|last ?name|lname( c\d)?|apellidos?|perekonnanimi|nachname)\d?$/],
  ['birthday', /^(birthday|birth ?date|date of birth|dob|fecha de nacimiento|sunnipaev|sunniaeg)$/],
  ['year', /^(by|birth year|year of birth|yob)$/],
  ['month', /^(bm|birth month|month of birth|mob)$/],
  ['day', /^(bd|birth day|day of birth)$/],
  [
    'taxId',
    /^(soc sec id|ssn|social security( number| no)?|tax ?(id|number|no)|vat( id| number| no)?|nif|cif|dni|nie|isikukood|registrikood|national id|passport)$/,
  ],
  ['number', /^(street number|house number|house no|numero|nr|street no)$/],
  ['street', /^(addr|address|address ?(line)? ?\d|street|street address|calle|direccion|domicilio|tanav|aadress)$/],
  ['city', /^(city|town|suburb|locality|ciudad|localidad|poblacion|linn|asula)$/],
  ['postcode', /^(zip|zip ?code|post ?code|postal code|codigo postal|cp|sihtnumber|postiindeks)$/],
  ['phone', /^(phone|telephone|tel|mobile|phone number|telefono|movil|telefon)\d?$/],
  ['email', /^(e ?mail|email address|e mail address|correo|correo electronico|e post)$/],
  ['site', /^(web|website|web site|url|homepage|domain|veebileht)$/],
  [
    'name',
    /^(name|full name|company|company name|organi[sz]ation|site name|business name|trade name|title|razon social|nimi|ettevote|restaurant)$/,
  ],
]

/** The columns of a file by what they tell. */
export type Roles = ReadonlyMap<Role, readonly string[]>

export function rolesOf(columns: readonly string[]): Roles {
  const found = new Map<Role, string[]>()
  for (const column of columns) {
    const head = plainWords(column.replace(/([a-z])([A-Z])/g, '$1 $2')).join(' ')
    const role = heads.find(([, pattern]) => pattern.test(head))?.[0]
    if (role) found.set(role, [...(found.get(role) ?? []), column])
  }
  return found
}

/** Are the rows persons? Else they are companies. */
export function arePersons(roles: Roles): boolean {
  return roles.has('given') || roles.has('family') || roles.has('birthday')
}

export function describedBy(roles: Roles, row: Row): Described {
  const values = (role: Role) => (roles.get(role) ?? []).map((column) => row[column] ?? '').filter(Boolean)
  const streets = values('street')
  return {
    given: values('given').join(' '),
    family: values('family').join(' '),
    company: values('name').join(' '),
    birthday: birthdayOf(values('birthday')[0], values('year')[0], values('month')[0], values('day')[0]),
    streets: [[...values('number'), streets[0] ?? ''].join(' '), ...streets.slice(1)],
    city: values('city')[0],
    postcode: values('postcode')[0],
    phones: values('phone'),
    emails: values('email'),
    sites: values('site'),
    taxIds: values('taxId'),
  }
}

function birthdayOf(whole = '', year = '', month = '', day = ''): string | undefined {
  if (year) return `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const [, y, m, d] = /^(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)/.exec(whole) ?? []
  if (y) return `${y}-${m}-${d}`
  const [, first, second, last] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(whole) ?? []
  return last ? `${last}-${second?.padStart(2, '0')}-${first?.padStart(2, '0')}` : undefined
}
