import type { Language } from '@tendero/model/translated'
import { use } from 'react'
import { spokenLanguage, useLanguage } from './language.ts'

/**
 * The words of a slice, loaded in one language with the slice's first screen (which shows its fallback meanwhile).
 * The English module gives the type, so that a word missing in another language does not compile.
 * @example
 * // import/words/en.ts: export const words = { title: 'Import' }; export type Words = typeof words
 * const useImportWords = sliceWords<Words>({ en: () => import('./words/en.ts'), es: …, et: … })
 */
export function sliceWords<W>(loaders: Readonly<Record<Language, () => Promise<{ readonly words: W }>>>): () => W {
  const loaded = new Map<Language, Promise<W>>()
  const load = (language: Language): Promise<W> => {
    const known = loaded.get(language)
    if (known) return known
    const fresh = loaders[language]().then((module) => module.words)
    loaded.set(language, fresh)
    return fresh
  }
  const spoken = spokenLanguage()
  if (spoken) void load(spoken)
  return function useSliceWords() {
    return use(load(useLanguage()))
  }
}
