import { Pill } from '../design/pill.tsx'
import { useHealthWords } from './words.ts'

/** 0 to 100; the colour says no more than the number. */
export function Score({ score }: { readonly score: number }) {
  const words = useHealthWords()
  return <Pill color={score >= 80 ? 'green' : score >= 50 ? 'yellow' : 'red'}>{words.outOf(score)}</Pill>
}
