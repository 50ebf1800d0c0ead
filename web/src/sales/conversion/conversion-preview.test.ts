import { expect, test } from 'vitest'
import { offered, previewOf } from './conversion-preview.ts'

const phone = { e164: '+34612345678', raw: '612 34 56 78', extension: null, valid: true }
const lead = {
  name: 'Ana Ruiz',
  firstName: 'Ana',
  lastName: 'Ruiz',
  company: 'Acme',
  email: 'ana@acme.example',
  phone,
  website: 'https://acme.example',
  jobTitle: null,
  address: { city: 'Madrid' },
  estimatedValue: { minor: 100, currency: 'EUR' },
}
const core = { id: 'x', version: 1, createdAt: '', updatedAt: '' }

test('a company takes neither phone nor e-mail of the person who asked', () => {
  expect(Object.keys(offered(lead, 'account'))).toEqual(['name', 'website', 'address'])
  expect(Object.keys(offered(lead, 'contact'))).toEqual(['firstName', 'lastName', 'email', 'phone'])
})

test('a private customer takes all', () => {
  const person = { ...lead, company: null }
  expect(offered(person, 'account')).toMatchObject({ name: 'Ana Ruiz', phone, email: 'ana@acme.example' })
  expect(offered(person, 'contact')).toHaveProperty('address')
})

test('a company that wrote by itself takes its own phone', () => {
  expect(offered({ ...lead, firstName: '', lastName: null }, 'account')).toHaveProperty('phone')
})

test('what is empty is filled, what stands there is kept', () => {
  const existing = { ...core, name: 'ACME', website: null, address: { city: 'Sevilla' } }
  expect(previewOf(existing, offered(lead, 'account'))).toEqual({ filled: ['website'], kept: ['address'] })
})

test('the same number written another way is no difference', () => {
  const existing = {
    ...core,
    firstName: 'Ana',
    lastName: 'Ruiz',
    email: 'ANA@acme.example',
    phone: { ...phone, raw: '+34 612345678' },
  }
  expect(previewOf(existing, offered(lead, 'contact'))).toEqual({ filled: [], kept: [] })
})
