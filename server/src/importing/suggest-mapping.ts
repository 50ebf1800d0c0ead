import { type Field, type ImportMapping, type ImportRun, languages, type ObjectType, words } from '@tendero/model'
import { foldedWord } from './detect-format.ts'

type Columns = ImportRun['columns']

/** Words that files use for a field besides its labels and names; by field name, for every object that has it. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  name: [
    'company',
    'company name',
    'customer',
    'title',
    'deal name',
    'opportunity name',
    'product name',
    'razón social',
    'ettevõte',
    'nimetus',
  ],
  firstName: ['given name', 'forename', 'nombre de pila', 'vorname'],
  lastName: ['surname', 'family name', 'apellido', 'apellidos'],
  email: ['mail', 'e-mail address', 'email address', 'correo', 'e-posti aadress', 'meil'],
  phone: ['telephone', 'tel', 'mobile', 'phone number', 'móvil', 'mobiil', 'telefoninumber'],
  website: ['web', 'url', 'homepage', 'página web', 'koduleht'],
  address: ['street', 'street address', 'calle', 'domicilio', 'tänav'],
  account: ['company', 'customer', 'client', 'cliente', 'empresa', 'ettevõte', 'account name'],
  owner: [
    'sales agent',
    'salesperson',
    'sales rep',
    'assigned to',
    'vendedor',
    'comercial',
    'asignado a',
    'müügiesindaja',
    'müüja',
  ],
  stage: ['deal stage', 'sales stage', 'status', 'fase', 'etapa'],
  amount: ['value', 'deal value', 'close value', 'total', 'valor', 'monto', 'väärtus'],
  price: ['sales price', 'list price', 'unit price', 'precio de venta', 'müügihind'],
  openedOn: ['engage date', 'start date', 'open date', 'fecha de inicio', 'alguskuupäev'],
  closedOn: ['closed date', 'date closed'],
  externalId: ['opportunity id', 'account id', 'contact id', 'lead id', 'record id', 'código', 'ref', 'reference'],
  parent: ['subsidiary of', 'parent company', 'matriz', 'filial de', 'tütarettevõte'],
  establishedIn: ['year established', 'founded', 'año de fundación'],
  sector: ['industry', 'branch', 'industria', 'ramo', 'valdkond'],
  company: ['account', 'organisation', 'organization', 'organización'],
  jobTitle: ['position', 'role', 'title', 'puesto', 'ametikoht'],
  team: ['regional office', 'office', 'oficina'],
  dueAt: ['due date', 'deadline', 'vencimiento', 'fecha límite'],
}

/** Words for the further parts of a field: the town of an address. */
const partSynonyms: Readonly<Record<string, readonly string[]>> = {
  postcode: ['zip', 'zip code', 'postal code', 'cp', 'postiindeks'],
  city: ['town', 'localidad', 'población', 'asula'],
  region: ['state', 'province', 'county', 'estado'],
  country: ['office location', 'nation'],
  currency: ['divisa'],
}

/**
 * Which column fills which field, as far as their names tell: labels in three languages, names of fields, words that
 * other programs use. The first column that fits a field gets it.
 */
export function suggestMapping(
  object: ObjectType,
  editable: (field: Field) => boolean,
  columns: Columns,
): readonly ImportMapping[] {
  const places = placesOf(object, editable)
  const taken = new Set<string>()
  const chosen = new Map<number, ImportMapping>()
  for (const strength of [0, 1, 2] as const)
    for (const column of columns) {
      if (chosen.has(column.index)) continue
      const word = foldedWord(column.name)
      const place = places.find(
        (one) => one.words[strength].includes(word) && !taken.has(`${one.field.name} ${one.part}`),
      )
      if (!place || word === '') continue
      taken.add(`${place.field.name} ${place.part}`)
      chosen.set(column.index, mappingTo(place, column.index))
    }
  return [...chosen.values()].sort((a, b) => (a.column ?? 0) - (b.column ?? 0))
}

interface Place {
  readonly field: Field
  readonly part: number
  /** By how sure they are: labels, names, synonyms. */
  readonly words: readonly [labels: readonly string[], names: readonly string[], synonyms: readonly string[]]
}

function mappingTo({ field, part }: Place, column: number): ImportMapping {
  return { column, field: field.name, ...(part > 0 ? { part } : {}) }
}

function placesOf(object: ObjectType, editable: (field: Field) => boolean): readonly Place[] {
  return [...object.fields.values()].filter(editable).flatMap((field) => [
    { field, part: 0, words: wordsOf(object, field) },
    ...(field.type.csvExtra ?? []).map((label, index): Place => {
      const [en] = label
      const whole = label.flatMap((word, at) => {
        const language = languages[at] ?? 'en'
        return [foldedWord(`${words(field.label, language)} ${word}`)]
      })
      const alone = field.type.kind === 'address' ? [...label, ...(partSynonyms[en] ?? [])] : (partSynonyms[en] ?? [])
      return { field, part: index + 1, words: [whole, [foldedWord(`${field.name} ${en}`)], alone.map(foldedWord)] }
    }),
  ])
}

function wordsOf(object: ObjectType, field: Field): Place['words'] {
  const labels = languages.map((language) => foldedWord(words(field.label, language)))
  const objects = languages.map((language) => foldedWord(object.label[language][0]))
  const referred = field.type.refers ? [`${field.name} id`, `${field.name} name`] : []
  const named = field.name === object.title ? [object.name, ...objects] : []
  return [
    labels,
    [field.name, `${object.name} ${field.name}`, ...named, ...referred].map(foldedWord),
    (synonyms[field.name] ?? []).map(foldedWord),
  ]
}

/** Every word that would be recognised at the head of a column: it tells a header from data. */
export function knownWords(object: ObjectType, editable: (field: Field) => boolean): ReadonlySet<string> {
  return new Set(placesOf(object, editable).flatMap((place) => place.words[0].concat(place.words[1], place.words[2])))
}

/** What a file is recognised by the next time: its column names in their order. */
export function headerKey(columns: Columns): string {
  return columns.map((column) => foldedWord(column.name)).join('|')
}
