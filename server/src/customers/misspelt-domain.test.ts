import { expect, test } from 'vitest'
import { misspeltDomain } from './misspelt-domain.ts'

test.each([
  ['gmial.com', 'gmail.com'],
  ['gmai.com', 'gmail.com'],
  ['gmaill.com', 'gmail.com'],
  ['gnail.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['GMIAL.com', 'gmail.com'],
  ['hotmial.com', 'hotmail.com'],
  ['hotmil.es', 'hotmail.es'],
  ['acme.con', 'acme.com'],
  ['gmial.con', 'gmail.com'],
])('%s means %s', (typed, meant) => {
  expect(misspeltDomain(typed)).toBe(meant)
})

test.each([
  'gmail.com',
  'mail.com',
  'email.com',
  'ymail.com',
  'yahoo.co.uk',
  'acme.com',
  'mail.ee',
  'gmx.com',
  'x.ee',
  '',
])('%s may be right', (domain) => {
  expect(misspeltDomain(domain)).toBeNull()
})
