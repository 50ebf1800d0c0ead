import { expect, test } from 'vitest'
import { subjectOf } from './subject.ts'

test('makes what people wrote comparable', () => {
  expect(
    subjectOf({
      given: 'Dra. María José',
      family: "de la O'Shea Núñez",
      company: 'Núñez & Hijos, S.L.',
      birthday: '1968-05-28',
      streets: ['C/ Mayor, 12', '  '],
      city: 'A Coruña',
      postcode: 'EC1A 1BB',
      phones: ['+34 600 11 22 33', '12'],
      emails: ['Ana.Maria+crm@GMail.com', 'ANA@Acme.es', 'no address'],
      sites: ['https://www.acme.es/contacto'],
      taxIds: ['B-12345674', 'b 12345674'],
    }),
  ).toEqual({
    given: ['maria', 'jose'],
    family: ['oshea', 'nunez'],
    company: ['nunez', 'hijos'],
    birthday: '1968-05-28',
    streets: [{ number: '12', words: ['mayor'] }],
    city: 'a coruna',
    postcode: 'ec1a1bb',
    phones: ['34600112233'],
    emails: ['anamaria@gmail.com', 'ana@acme.es'],
    domains: ['acme.es'],
    taxIds: ['b12345674'],
  })
})

test('says nothing of what nothing is known of', () => {
  const nothing = subjectOf({ birthday: 'spring', phones: ['no'], emails: ['@'], taxIds: ['-'], company: '···' })
  expect(Object.values(nothing).every((value) => value.length === 0)).toBe(true)
})
