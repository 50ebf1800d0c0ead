import { declare, type FieldType, good } from '../field-type.ts'
import { contains, notContains, presence } from '../operators.ts'
import { longestRichText, plainText, type RichText, readRichText } from '../rich-text.ts'
import { type Sql, sql } from '../sql.ts'

/** Its texts one after the other: enough to filter by. */
function plainTextOf(value: Sql): Sql {
  return sql`select string_agg(one #>> '{}', ' ') from jsonb_path_query(${value}, 'strict $.** ? (@.type == "text").text', '{}', true) one`
}

/**
 * A formatted text: a ProseMirror document, or a plain text, which becomes one. Beside it stands its plain text, by which
 * it is filtered and searched, and in which it leaves in files. Options: `maxLength` (50,000).
 */
export const richTextType: FieldType<RichText> = {
  kind: 'richText',
  label: { en: 'Rich text', es: 'Texto con formato', et: 'Vormindatud tekst' },
  columns: [
    { key: '', type: 'jsonb' },
    { key: 'text', type: 'text' },
  ],
  orderColumn: 1,
  sortable: false,
  groupable: false,
  aggregates: [],
  operators: [contains, notContains, ...presence],
  custom: true,
  parse: (raw, { maxLength }) => readRichText(raw, maxLength),
  toColumns: (value) => [value, plainText(value)],
  fromJson: (value) => [value, sql`(${plainTextOf(value)})`],
  toCsv: (value) => [plainText(value)],
  fromCsv: ([cell = ''], { maxLength }) => (cell.trim() === '' ? good(null) : readRichText(cell, maxLength)),
  format: (value) => plainText(value),
  sample: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hello' }] }] },
  jsonSchema: ({ maxLength }) => ({
    oneOf: [
      {
        type: 'object',
        description:
          'A ProseMirror document: paragraphs, headings, lists, quotes, code; bold, italic, links, mentions of people ({"type":"mention","attrs":{"id":"…","type":"user"}}) and so on.',
        properties: { type: { const: 'doc' }, content: { type: 'array', items: { type: 'object' } } },
        required: ['type', 'content'],
      },
      {
        type: 'string',
        description: 'Plain text, a paragraph for each line.',
        maxLength: maxLength ?? longestRichText,
      },
    ],
  }),
  searchText: (value) => plainText(value).slice(0, 4_000),
}

export const richText = declare(richTextType)
