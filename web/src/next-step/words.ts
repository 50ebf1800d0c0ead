import { sliceWords } from '../kernel/slice-words.ts'
import type { Words } from './words/en.ts'

/** The words of next steps: on Today, on boards and on record pages. */
export const useStepWords = sliceWords<Words>({
  en: () => import('./words/en.ts'),
  es: () => import('./words/es.ts'),
  et: () => import('./words/et.ts'),
})
