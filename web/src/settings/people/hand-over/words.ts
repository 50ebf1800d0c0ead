import { sliceWords } from '../../../kernel/slice-words.ts'
import type { Words } from './words/en.ts'

/** The words of handing over what somebody worked on. */
export const useHandOverWords = sliceWords<Words>({
  en: () => import('./words/en.ts'),
  es: () => import('./words/es.ts'),
  et: () => import('./words/et.ts'),
})
