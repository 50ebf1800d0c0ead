import { sliceWords } from '../kernel/slice-words.ts'
import type { Words } from './words/en.ts'

/** The words of signing in, and of how one does. */
export const useSignInWords = sliceWords<Words>({
  en: () => import('./words/en.ts'),
  es: () => import('./words/es.ts'),
  et: () => import('./words/et.ts'),
})
