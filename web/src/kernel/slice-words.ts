import type { Language } from '@tendero/model/translated'
import { use } from 'react'
import { spokenLanguage, useLanguage } from './language.ts'

/** Words that are on their way. */
const coming = new Set<Promise<unknown>>()

/**
 * Loads a part of the program together with the words that its modules asked for, so that it is shown in one go: each
 * part that first appears without them keeps those within it waiting, as React reveals what was late only every 300 ms.
 */
export function withWords<M>(load: () => Promise<M>): () => Promise<M> {
  return async () => {
    const module = await load()
    await Promise.allSettled(coming)
    return module
  }
}

/**
 * The words of a slice, loaded in one language with the slice's first screen (which shows its fallback meanwhile).
 * The English module gives the type, so that a word missing in another language does not compile.
 * @example
 * // import/words/en.ts: export const words = { title: 'Import' }; export type Words = typeof words
 * const useImportWords = sliceWords<Words>({ en: () => import('./words/en.ts'), es: …, et: … })
 */
export function sliceWords<W>(loaders: Readonly<Record<Language, () => Promise<{ readonly words: W }>>>): () => W {
  const asked = new Map<Language, Promise<W>>()
  const load = (language: Language): Promise<W> => {
    const known = asked.get(language)
    if (known) return known
    const fresh = loaders[language]().then(({ words }) => {
      // React reads these and does not wait for what is there already.
      Object.assign(fresh, { status: 'fulfilled', value: words })
      coming.delete(fresh)
      return words
    })
    asked.set(language, fresh)
    coming.add(fresh)
    return fresh
  }
  const spoken = spokenLanguage()
  if (spoken) void load(spoken)
  return function useSliceWords() {
    const language = useLanguage()
    // Asked for at every render: React repeats a render that waited only as far as this call, and goes on from it.
    return use(load(language))
  }
}
