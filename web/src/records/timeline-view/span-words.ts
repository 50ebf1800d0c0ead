import { useFormat } from '../../kernel/format.ts'
import { useTimelineWords } from './words.ts'

/** A record's first and last day, the last undefined when it has none. */
export interface Lasting {
  readonly first: string
  readonly last: string | undefined
}

/** From when until when something lasts, in words. */
export function useSpanWords(): (lasting: Lasting) => string {
  const words = useTimelineWords()
  const format = useFormat()
  return ({ first, last }) =>
    last === undefined ? words.open(format.day(first)) : words.span(format.day(first), format.day(last))
}
