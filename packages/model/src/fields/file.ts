import { bad, declare, type FieldType, good, type Parsed } from '../field-type.ts'
import { isId } from '../is-id.ts'
import { wording } from '../operators.ts'
import { sql } from '../sql.ts'

/** A file as records show it. */
export interface FileValue {
  readonly id: string
  readonly name: string
  /** Media type, by the content itself. */
  readonly type: string
  /** Bytes. */
  readonly size: number
}

/** Where the content of a file is found, below the address of the API. */
export function fileContentPath(id: string): string {
  return `/files/${id}/content`
}

/** What else is said of the file is not believed: the record store takes it from the file itself. */
function parseFile(raw: unknown): Parsed<FileValue> {
  const given = typeof raw === 'object' && raw !== null ? raw : { id: raw }
  const { id, name, type, size }: Partial<Record<keyof FileValue, unknown>> = given
  if (!isId(id)) return bad('not_a_file')
  return good({
    id,
    name: typeof name === 'string' ? name : '',
    type: typeof type === 'string' ? type : '',
    size: typeof size === 'number' ? size : 0,
  })
}

/**
 * One file, uploaded before and given by its id. A file stands in one field of one record; its name sorts, filters and
 * is searched. CSV holds the name and the address.
 */
export const fileType: FieldType<FileValue> = {
  kind: 'file',
  label: { en: 'File', es: 'Archivo', et: 'Fail' },
  columns: [
    { key: 'id', type: 'uuid' },
    { key: 'name', type: 'text' },
    { key: 'type', type: 'text' },
    { key: 'size', type: 'bigint' },
  ],
  orderColumn: 1,
  sortable: true,
  groupable: false,
  aggregates: [],
  operators: wording,
  custom: true,
  file: {},
  notImported: true,
  parse: parseFile,
  toColumns: ({ id, name, type, size }) => [id, name, type, size],
  toJson: ([id, name, type, size]) =>
    sql`case when ${id} is not null then json_build_object('id', ${id}, 'name', ${name}, 'type', ${type}, 'size', ${size}) end`,
  fromJson: (value) => [
    sql`(${value} ->> 'id')::uuid`,
    sql`(${value} ->> 'name')`,
    sql`(${value} ->> 'type')`,
    sql`(${value} ->> 'size')::bigint`,
  ],
  csvExtra: [['address', 'dirección', 'aadress']],
  toCsv({ id, name }, _options, convention) {
    const path = fileContentPath(id)
    return [name, convention ? convention.address(path) : path]
  },
  fromCsv([name = '', address = '']) {
    if (name.trim() === '' && address.trim() === '') return good(null)
    const [, id] = /\/files\/([^/]+)\/content/.exec(address) ?? []
    return parseFile({ id, name })
  },
  format: ({ name }) => name,
  jsonSchema: () => ({
    type: 'object',
    description: 'An uploaded file, given by its id.',
    properties: {
      id: { type: 'string', format: 'uuid' },
      name: { type: 'string' },
      type: { type: 'string', description: 'media type, by the content' },
      size: { type: 'integer', description: 'bytes' },
    },
    required: ['id'],
  }),
  searchText: ({ name }) => name.replace(/[._-]+/g, ' '),
}

export const file = declare(fileType)
