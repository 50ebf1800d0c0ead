import { sliceWords } from '../kernel/slice-words.ts'
import type { Words } from './words/en.ts'

/** The words of duplicates and merges. */
export const useDuplicateWords = sliceWords<Words>({
  en: () => import('./words/en.ts'),
  es: () => import('./words/es.ts'),
  et: () => import('./words/et.ts'),
})
