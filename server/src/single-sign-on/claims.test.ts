import { expect, test } from 'vitest'
import { shownClaims, vouchedPerson } from './claims.ts'

test.each([
  [
    { sub: 's', email: ' Ana@Example.com ', email_verified: true },
    { email: 'ana@example.com', emailVerified: true, name: 'ana' },
  ],
  [{ sub: 's', email: 'ana@example.com', email_verified: 'true' }, { emailVerified: true }],
  [{ sub: 's', email: 'ana@example.com', email_verified: 'yes' }, { emailVerified: false }],
  [
    { sub: 's', email: 'no address' },
    { email: null, emailVerified: false, name: '' },
  ],
  [{ sub: 's', given_name: 'Ana', family_name: 'Ruiz' }, { name: 'Ana Ruiz' }],
  [{ sub: 's', name: 'A\u0000na\ud800' }, { name: 'Ana' }],
  [{ sub: 's', groups: ['east', 'east', 7, '', null] }, { groups: ['east'] }],
  [{ sub: 's', groups: 'east' }, { groups: ['east'] }],
  [{ sub: 's', groups: { east: true } }, { groups: [] }],
])('of %j somebody is read', (claims, person) => {
  expect(vouchedPerson(claims, 'groups')).toMatchObject(person)
})

test.each(['ana\u0000', 'ana\ud800', 'a'.repeat(256), '', 7, undefined])(
  'the subject %j is nobody, least of all somebody whose subject looks like it',
  (sub) => {
    expect(() => vouchedPerson({ sub }, 'groups')).toThrow(expect.objectContaining({ code: 'sign_in_not_valid' }))
  },
)

test('a subject is taken letter by letter', () => {
  expect(vouchedPerson({ sub: ' Ana ' }, 'groups').subject).toBe(' Ana ')
})

test('a claim that only every document has is none', () => {
  expect(vouchedPerson({ sub: 's' }, 'constructor').groups).toEqual([])
})

test('claims are shown as far as a screen can show them', () => {
  const shown = shownClaims({ groups: Array.from({ length: 5_000 }, (_, i) => `group ${i}`), sub: 's' })
  expect(String(shown.groups)).toHaveLength(8_001)
  expect(shown.sub).toBe('s')
})
