import { useWords } from '../../kernel/language.ts'
import { partsOf, type Target } from './mapping-draft.ts'

/** The name of a field, or of a part of it: 'Amount', 'Amount: currency'. */
export function useTargetLabel(): (target: Target) => string {
  const { fields } = useWords()
  const names: Readonly<Record<string, string>> = {
    currency: fields.currency,
    street: fields.street,
    postcode: fields.postcode,
    city: fields.city,
    region: fields.region,
    country: fields.country,
  }
  return ({ field, part }) => {
    const name = names[partsOf(field.kind)[part] ?? '']
    return name ? `${field.label}: ${name.toLowerCase()}` : field.label
  }
}
