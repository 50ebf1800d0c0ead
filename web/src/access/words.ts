import { sliceWords } from '../kernel/slice-words.ts'
import type { Words } from './words/en.ts'

/** The words of sharing, and of why somebody may do what with a record. */
export const useAccessWords = sliceWords<Words>({
  en: () => import('./words/en.ts'),
  es: () => import('./words/es.ts'),
  et: () => import('./words/et.ts'),
})
