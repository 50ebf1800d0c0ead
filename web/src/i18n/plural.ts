import type { Language } from '@tendero/model/translated'

/** Chooses the form of a noun for a number and writes the number as the language does. */
export function counter(language: Language) {
  const rules = new Intl.PluralRules(language)
  const numbers = new Intl.NumberFormat(language, { useGrouping: 'always' })
  return (count: number, one: string, other: string): string =>
    `${numbers.format(count)} ${rules.select(count) === 'one' ? one : other}`
}
