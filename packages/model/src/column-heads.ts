import type { Field } from './field-type.ts'
import { type Language, languages, words } from './translated.ts'

/** The head of a field's CSV columns: its label, and behind it the name of each further part. */
export function columnHeads(field: Field, language: Language): readonly string[] {
  const label = words(field.label, language)
  const at = languages.indexOf(language)
  return [label, ...(field.type.csvExtra ?? []).map((part) => `${label} (${part[at]})`)]
}
