import { expect, test } from 'vitest'
import { acceptedLanguage } from './accepted-language.ts'

test.each([
  ['es', 'es'],
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['de, et-EE;q=0.8, en;q=0.5', 'et'],
  ['en;q=0.1, ES ; q=0.7', 'es'],
  ['et;q=0, en', 'en'],
  ['de', undefined],
  ['*', undefined],
  ['', undefined],
  [undefined, undefined],
  [null, undefined],
  ['q=,;;es;q=x', undefined],
])('a browser that asks for %j gets %j', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language)
})
