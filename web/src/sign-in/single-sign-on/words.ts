import { sliceWords } from '../../kernel/slice-words.ts'
import type { Words } from './words/en.ts'

export type SingleSignOnWords = Words

/** The words of coming in with a company's account. */
export const useSingleSignOnWords = sliceWords<Words>({
  en: () => import('./words/en.ts'),
  es: () => import('./words/es.ts'),
  et: () => import('./words/et.ts'),
})
