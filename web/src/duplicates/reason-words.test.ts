import type { WeighedReason } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { againstWords, reasonWords } from './reason-words.ts'
import { words as en } from './words/en.ts'
import { words as es } from './words/es.ts'

const percent = (part: number) => `${Math.round(part * 100)} %`
const reasons: readonly WeighedReason[] = [
  { trait: 'phone', agreement: 'same', weight: 11 },
  { trait: 'family', agreement: 'alike', weight: 6, likeness: 0.92 },
  { trait: 'street', agreement: 'same', weight: 5 },
  { trait: 'city', agreement: 'same', weight: 2 },
  { trait: 'birthday', agreement: 'different', weight: -5 },
]

test('says the weightiest reasons, and how many more speak for it; not what speaks against it', () => {
  expect(reasonWords(reasons, en.reasons, percent)).toBe('same phone, last name 92 %, same street, and 1 more')
  expect(reasonWords(reasons, es.reasons, percent)).toBe('mismo teléfono, apellido 92 %, misma calle, y 1 más')
  expect(reasonWords(reasons.slice(4), en.reasons, percent)).toBe('')
})

test('says what speaks against it, the weightiest first', () => {
  const against: readonly WeighedReason[] = [...reasons, { trait: 'given', agreement: 'different', weight: -7 }]
  expect(againstWords(against, en.reasons, percent)).toBe('against: another first name, another birthday')
  expect(againstWords(reasons, es.reasons, percent)).toBe('en contra: otra fecha de nacimiento')
  expect(againstWords(reasons.slice(0, 4), en.reasons, percent)).toBe('')
})

test('says each kind of agreement', () => {
  const all = ['exchanged', 'initial', 'slip', 'partly', 'contained', 'end', 'box', 'street', 'number'] as const
  const said = all.map((agreement) => reasonWords([{ trait: 'phone', agreement, weight: 1 }], en.reasons, percent))
  expect(new Set(said).size).toBe(all.length)
})
