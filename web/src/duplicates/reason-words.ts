import type { WeighedReason } from '@tendero/model/api'
import type { Words } from './words/en.ts'

/** How many reasons are said before the rest is counted. */
const mostSaid = 3

/** A reason in words: 'same phone', 'first name 92 %'. */
export function reasonText(
  { trait, agreement, likeness }: WeighedReason,
  words: Words['reasons'],
  percent: (part: number) => string,
): string {
  const named = words.traits[trait]
  switch (agreement) {
    case 'same':
      return words.same(named)
    case 'alike':
      return likeness === undefined ? words.slip(named) : words.alike(named, percent(likeness))
    case 'slip':
      return words.slip(named)
    case 'partly':
      return words.partly(named)
    case 'street':
      return words.streetOnly
    case 'number':
      return words.numberOnly
    case 'different':
      return words.different(named)
    default:
      return words[agreement]
  }
}

/** What speaks against it, from the weightiest: 'against: other birthday'; nothing when nothing does. */
export function againstWords(
  reasons: readonly WeighedReason[],
  words: Words['reasons'],
  percent: (part: number) => string,
): string {
  const speaking = reasons.filter(({ weight, agreement }) => weight < 0 || agreement === 'different')
  if (speaking.length === 0) return ''
  const weightiest = speaking.toSorted((a, b) => a.weight - b.weight).slice(0, mostSaid)
  return words.against(weightiest.map((reason) => reasonText(reason, words, percent)).join(', '))
}

/** What speaks for two records being the same one, from the weightiest: 'same phone, first name 92 %, and 2 more'. */
export function reasonWords(
  reasons: readonly WeighedReason[],
  words: Words['reasons'],
  percent: (part: number) => string,
): string {
  const speaking = reasons.filter(({ weight, agreement }) => weight > 0 && agreement !== 'different')
  const said = speaking.slice(0, mostSaid).map((reason) => reasonText(reason, words, percent))
  const rest = speaking.length - said.length
  return [...said, ...(rest > 0 ? [words.more(rest)] : [])].join(', ')
}
