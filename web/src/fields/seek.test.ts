import type { MetadataField } from '@tendero/model/api'
import { describe, expect, test } from 'vitest'
import { type Seek, seekChoice, seekDay, seekInteger, seekMoney, seekNumber, seekText } from './seek.ts'

const field = {
  name: 'status',
  choices: [
    { value: 'open', label: 'Abierta' },
    { value: 'won', label: 'Ganada' },
  ],
} as unknown as MetadataField

const cases: readonly (readonly [seek: Seek, typed: string, down: boolean, found: string | undefined])[] = [
  [seekText, 'ma', false, 'ma'],
  [seekText, ' ', false, undefined],
  [seekNumber, '1.234,5', false, '1234.5'],
  [seekNumber, 'x', false, undefined],
  [seekInteger, '12,7', false, '12'],
  [seekMoney, '1.000', false, '100000'],
  [seekMoney, '10,005', false, undefined],
  [seekChoice, 'GAN', false, 'won'],
  [seekChoice, 'z', false, undefined],
  [seekDay, '2026', false, '2026-01-01'],
  [seekDay, '2026', true, '2026-12-31'],
  [seekDay, '2026-2', false, '2026-02-01'],
  [seekDay, '2026-02', true, '2026-02-28'],
  [seekDay, '2026-13', true, undefined],
  [seekDay, '5.3.2026', false, '2026-03-05'],
  [seekDay, 'p', false, undefined],
]

describe('what is typed in a list', () => {
  test.each(cases)('%o reads %j (downwards: %j) as %j', (seek, typed, down, found) => {
    expect(seek(typed, { field, down, language: 'es', today: '2026-04-01', currency: 'EUR' })).toBe(found)
  })
})
