import { expect, test } from 'vitest'
import { companyDomain, isPublicMailDomain, siteDomain } from './public-mail-domains.ts'

test.each([
  ['gmail.com', true],
  ['GMX.de', true],
  ['yahoo.co.uk', true],
  ['mail.ee', true],
  ['telefonica.net', true],
  ['acme.com', false],
  ['live-nation.com', false],
  ['notgmail.com', false],
])('%s is public: %s', (domain, expected) => {
  expect(isPublicMailDomain(domain)).toBe(expected)
})

test.each([
  ['Eva@Acme.com', 'acme.com'],
  ['eva@gmail.com', null],
  ['acme.com', null],
  ['eva', null],
  [null, null],
])('%s is of the company %s', (email, expected) => {
  expect(companyDomain(email)).toBe(expected)
})

test.each([
  ['https://www.acme.com/shop', 'acme.com'],
  ['http://acme.com', 'acme.com'],
  ['acme', null],
  [null, null],
])('%s is at %s', (website, expected) => {
  expect(siteDomain(website)).toBe(expected)
})
