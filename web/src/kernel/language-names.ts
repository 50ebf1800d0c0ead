import type { Language } from '@tendero/model/translated'

/** The languages by their own names, to choose from. */
export const languageNames: { readonly value: Language; readonly label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
  { value: 'et', label: 'Eesti' },
]
