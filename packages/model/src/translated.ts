/** The languages in which every text a person sees exists. */
export const languages = ['en', 'es', 'et'] as const
export type Language = (typeof languages)[number]

/** A text in every language. */
export type Translated = Readonly<Record<Language, string>>

/** Field labels are written as one line: English, Spanish, Estonian. */
export type LabelLine = readonly [en: string, es: string, et: string]

/** A label in the declared languages, or the plain words of the person who made the field. */
export type Label = Translated | string

export function translated([en, es, et]: LabelLine): Translated {
  return { en, es, et }
}

/** The words to show for a label in a language; a person's own words are shown as they are. */
export function words(label: Label, language: Language): string {
  return typeof label === 'string' ? label : label[language]
}

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && (languages as readonly string[]).includes(value)
}
