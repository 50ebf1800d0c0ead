import { expect, test } from 'vitest'
import { editDistance, isSlip, jaroWinkler } from './text-likeness.ts'

test('counts letters left out, put in, changed and exchanged, as far as one wants to know', () => {
  expect(editDistance('kitten', 'sitting', 5)).toBe(3)
  expect(editDistance('meier', 'meire', 2)).toBe(1)
  expect(editDistance('', 'abc', 5)).toBe(3)
  expect(editDistance('garcia', 'fernandez', 2)).toBe(3)
  expect(editDistance('ana', 'ana', 0)).toBe(0)
})

test('likens words as Winkler printed it', () => {
  expect(jaroWinkler('martha', 'marhta')).toBeCloseTo(0.961, 3)
  expect(jaroWinkler('dwayne', 'duane')).toBeCloseTo(0.84, 3)
  expect(jaroWinkler('dixon', 'dicksonx')).toBeCloseTo(0.813, 3)
  expect(jaroWinkler('', '')).toBe(0)
  expect(jaroWinkler('abc', 'xyz')).toBe(0)
})

test('takes one letter for a slip in short words, two in long ones', () => {
  expect(isSlip('mueller', 'muellr')).toBe(true)
  expect(isSlip('ana', 'eva')).toBe(false)
  expect(isSlip('christina', 'cristinna')).toBe(true)
  expect(isSlip('li', 'le')).toBe(false)
})
