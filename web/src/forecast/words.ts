import { sliceWords } from '../kernel/slice-words.ts'
import type { Words } from './words/en.ts'

export const useForecastWords = sliceWords<Words>({
  en: () => import('./words/en.ts'),
  es: () => import('./words/es.ts'),
  et: () => import('./words/et.ts'),
})
