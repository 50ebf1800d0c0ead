import { sliceWords } from '../kernel/slice-words.ts'
import type { Words } from './words/en.ts'

export type RecordWords = Words

/** The words of lists, filters, forms and record pages. */
export const useRecordWords = sliceWords<Words>({
  en: () => import('./words/en.ts'),
  es: () => import('./words/es.ts'),
  et: () => import('./words/et.ts'),
})
