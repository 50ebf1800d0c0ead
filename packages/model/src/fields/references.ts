import { bad, declare, type FieldType, good, type Parsed } from '../field-type.ts'
import { isId } from '../is-id.ts'
import { containment } from '../operators.ts'
import { referenceType } from './reference.ts'
import { separateTexts } from './separate-texts.ts'

/** As many records one field may refer to. */
export const mostReferred = 100

function parseIds(raw: unknown): Parsed<readonly string[]> {
  if (!Array.isArray(raw)) return bad('not_a_list')
  if (raw.length === 0) return bad('empty')
  if (raw.length > mostReferred) return bad('too_many', { most: mostReferred })
  return raw.every(isId) ? good([...new Set(raw)]) : bad('not_an_id')
}

/**
 * Several records of one object, by their ids, in the order chosen, none twice; at most `mostReferred`. Options: `object`, the name of
 * the object they are of. The record keeps the ids; who points to whom also stands as rows in `record_link`, by which the
 * other side finds its own. CSV holds the titles or keys with semicolons between them: the import resolves them.
 */
export const referencesType: FieldType<readonly string[]> = {
  kind: 'references',
  label: { en: 'Links to several records', es: 'Enlaces a varios registros', et: 'Viited mitmele kirjele' },
  columns: [{ key: 'ids', type: 'jsonb' }],
  sortable: false,
  groupable: false,
  aggregates: [],
  operators: containment,
  custom: true,
  refers: 'several',
  parse: parseIds,
  toColumns: (value) => [value],
  filterValue: referenceType.filterValue,
  toCsv: (value) => [value.join('; ')],
  fromCsv([cell = '']) {
    const ids = separateTexts(cell)
    if (ids.length === 0) return good(null)
    return ids.every(isId) ? parseIds(ids) : bad('not_found')
  },
  format: (value) => value.join(', '),
  // Nobody searches by the letters of an id.
  searchText: () => '',
  jsonSchema: () => ({
    type: 'array',
    items: { type: 'string', format: 'uuid' },
    uniqueItems: true,
    minItems: 1,
    maxItems: mostReferred,
  }),
}

/** References to several records of an object: `products: refs('product', { label: [...] })`. */
export function refs<const N extends string, const O extends Parameters<typeof declared>[0]>(object: N, options: O) {
  return declared<O & { object: N }>({ ...options, object })
}

const declared = declare(referencesType)

/** The ids that a value of a field that refers names, be they one or several; of nothing, none. */
export function referredIds(value: unknown): readonly string[] {
  return [value].flat().filter((id) => typeof id === 'string')
}
