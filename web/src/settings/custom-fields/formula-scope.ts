import type { MetadataObject } from '@tendero/model/api'
import { type FormulaScope, formulaFunctions } from '@tendero/model/formula/compile'
import { type Catalogue, shownFields } from '../../kernel/metadata.ts'

/** What formulas of an object may name, as far as the person sees it; the server looks again. */
export function scopeOf(catalogue: Catalogue, object: MetadataObject): FormulaScope {
  return {
    fieldAt(path) {
      const found = catalogue.path(object, path.join('.'))?.field
      if (!found) return 'unknown_field'
      return found.formulaType ? { type: found.formulaType } : 'unusable_field'
    },
  }
}

/** A name that may stand where somebody is writing. */
export interface Suggestion {
  /** What is written: a path, or a function with its opening bracket. */
  readonly text: string
  readonly label: string
}

/** Fields and functions: those of the object first, then those of what it refers to. */
export function suggestionsOf(catalogue: Catalogue, object: MetadataObject): readonly Suggestion[] {
  const usable = (of: MetadataObject) => shownFields(of).filter(({ formulaType }) => formulaType)
  const own = usable(object).map(({ name, label }) => ({ text: name, label }))
  const referred = shownFields(object).flatMap((field) => {
    const target = catalogue.object(field.object)
    if (!target || field.kind !== 'reference' || field.system) return []
    return usable(target)
      .filter(({ system }) => !system)
      .map(({ name, label }) => ({ text: `${field.name}.${name}`, label: `${field.label} › ${label}` }))
  })
  return [...own, ...referred, ...formulaFunctions.map((name) => ({ text: `${name}(`, label: '' }))]
}

/** A formula that would work on such an object, made of its fields; empty when it has none that can be used. */
export function exampleOf(object: MetadataObject): string {
  const fields = shownFields(object).filter(({ system }) => !system)
  const ofType = (...types: readonly string[]) =>
    fields.find(({ formulaType }) => formulaType && types.includes(formulaType))?.name
  const number = ofType('money', 'integer', 'decimal', 'number')
  if (number) return `round(${number} / 12, 2)`
  const text = ofType('text')
  return text ? `upper(${text})` : ''
}

const most = 8

/** The name that ends at a place, and what it may become. */
export function completionsAt(
  formula: string,
  place: number,
  suggestions: readonly Suggestion[],
): { readonly from: number; readonly found: readonly Suggestion[] } {
  const before = formula.slice(0, place)
  const [word = ''] = /[\p{L}_][\p{L}\p{N}_.]*$/u.exec(before) ?? []
  const from = place - word.length
  // Within quotation marks nobody names a field.
  if (word === '' || (before.split('"').length - 1) % 2 === 1) return { from, found: [] }
  const sought = word.toLowerCase()
  const rank = ({ text, label }: Suggestion): number =>
    text.toLowerCase().startsWith(sought) ? 0 : label.toLowerCase().includes(sought) ? 1 : 2
  const found = suggestions.filter((one) => rank(one) < 2 && one.text !== word).sort((a, b) => rank(a) - rank(b))
  return { from, found: found.slice(0, most) }
}
