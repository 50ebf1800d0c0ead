import { expect, test } from 'vitest'
import { postcodeKey } from './postcode.ts'

test.each([
  ['28013', 'ES', '28013'],
  ['E-28013', 'ES', '28013'],
  ['8005', 'ES', '08005'],
  ['LV-1010', 'LV', '1010'],
  ['lv 1010', undefined, '1010'],
  ['94103-1234', 'US', '94103'],
  ['1200-205', 'PT', '1200205'],
  ['SW1A 1AA', 'GB', 'sw1a1aa'],
  ['1012 AB', 'NL', '1012ab'],
  ['1010', 'AT', '1010'],
])('%s (%s) is compared as %s', (text, country, key) => {
  expect(postcodeKey(text, country)).toBe(key)
})
