import { bad, declare, type FieldType, good } from '../field-type.ts'
import { isId } from '../is-id.ts'
import { membership } from '../operators.ts'

/**
 * Another record, by its id. Options: `object`, the name of the object it points to. Lists show the other record's
 * title, when the reader may see it; a filter on a user may say 'me'. CSV holds the title or a key: the import resolves it.
 */
export const referenceType: FieldType<string> = {
  kind: 'reference',
  label: { en: 'Link to a record', es: 'Enlace a un registro', et: 'Viide kirjele' },
  columns: [{ key: 'id', type: 'uuid' }],
  sortable: true,
  groupable: true,
  aggregates: [],
  operators: membership,
  custom: true,
  refers: 'one',
  parse: (raw) => (isId(raw) ? good(raw) : bad('not_an_id')),
  toColumns: (value) => [value],
  filterValue(raw, options, moment) {
    if (raw === 'me' && options.object === 'user') return good(moment.userId)
    if (raw === 'my_team' && options.object === 'team') return good(moment.teamId)
    return isId(raw) ? good(raw) : bad('not_an_id')
  },
  toCsv: (value) => [value],
  fromCsv: ([cell = '']) =>
    cell.trim() === '' ? good(null) : isId(cell.trim()) ? good(cell.trim()) : bad('not_found'),
  format: (value) => value,
  // Nobody searches by the letters of an id.
  searchText: () => '',
  jsonSchema: () => ({ type: 'string', format: 'uuid' }),
}

/** A reference to an object: `account: ref('account', { label: [...] })`. */
export function ref<const N extends string, const O extends Parameters<typeof declared>[0]>(object: N, options: O) {
  return declared<O & { object: N }>({ ...options, object })
}

const declared = declare(referenceType)

/** The record's own id. */
export const identifierType: FieldType<string> = {
  ...referenceType,
  kind: 'identifier',
  label: { en: 'Id', es: 'Id', et: 'Id' },
  columns: [{ key: '', type: 'uuid' }],
  groupable: false,
  custom: false,
  refers: undefined,
}

/** The id of a record of an object that another field names. */
export const identifier = declare(identifierType)
