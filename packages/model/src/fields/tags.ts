import { bad, declare, type FieldType, good, type Parsed } from '../field-type.ts'
import { containment } from '../operators.ts'
import { separateTexts } from './separate-texts.ts'
import { refusedText } from './storable-text.ts'

const most = 50

function parseTag(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string') return bad('not_text')
  const tag = raw.trim().replace(/\s+/g, ' ')
  if (tag === '') return bad('empty')
  if (tag.length > 60) return bad('too_long', { longest: 60 })
  return refusedText(tag) ?? good(tag)
}

/** Free words; the workspace's `tag` records give them a colour. Compared as written. */
export const tagsType: FieldType<readonly string[]> = {
  kind: 'tags',
  label: { en: 'Tags', es: 'Etiquetas', et: 'Sildid' },
  columns: [{ key: '', type: 'jsonb' }],
  sortable: false,
  groupable: false,
  aggregates: [],
  operators: containment,
  custom: true,
  parse(raw) {
    if (!Array.isArray(raw)) return bad('not_a_list')
    if (raw.length === 0) return bad('empty')
    if (raw.length > most) return bad('too_many', { most })
    const tags: string[] = []
    for (const one of raw) {
      const parsed = parseTag(one)
      if (!parsed.ok) return parsed
      tags.push(parsed.value)
    }
    return good([...new Set(tags)])
  },
  toColumns: (value) => [value],
  filterValue: (raw) => parseTag(raw),
  toCsv: (value) => [value.join('; ')],
  fromCsv([cell = ''], options, convention) {
    const words = separateTexts(cell)
    return words.length === 0 ? good(null) : tagsType.parse(words, options, convention)
  },
  format: (value) => value.join(', '),
  sample: ['vip', 'press'],
  jsonSchema: () => ({ type: 'array', items: { type: 'string', maxLength: 60 }, maxItems: most }),
  searchText: (value) => value.join(' '),
}

export const tags = declare(tagsType)
