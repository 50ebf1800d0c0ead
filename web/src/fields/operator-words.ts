import type { Words } from '../i18n/en.ts'
import type { FieldKind } from './field-kind.tsx'

/** The words for a comparison; dates are before and after rather than less and more. */
export function operatorWords(name: string, kind: FieldKind, words: Words): string {
  const dates: Readonly<Record<string, string>> = words.dateOperators
  const all: Readonly<Record<string, string>> = words.operators
  return (kind.comparesDates ? dates[name] : undefined) ?? all[name] ?? name
}
