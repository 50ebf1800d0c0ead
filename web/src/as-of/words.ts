import { sliceWords } from '../kernel/slice-words.ts'
import type { Words } from './words/en.ts'

/** The words of seeing records as they were. */
export const useAsOfWords = sliceWords<Words>({
  en: () => import('./words/en.ts'),
  es: () => import('./words/es.ts'),
  et: () => import('./words/et.ts'),
})
