import { describe, expect, test } from 'vitest'
import { matches, parseFilter } from './filter.ts'

const ana = {
  id: 'A1',
  userName: 'Ana@example.com',
  name: { familyName: 'Ruiz' },
  active: true,
  emails: [
    { type: 'work', value: 'ana@example.com', primary: true },
    { type: 'home', value: 'ana@home.example' },
  ],
  meta: { lastModified: '2026-03-01T10:00:00Z' },
  logins: 7,
}

describe('a filter', () => {
  test.each([
    ['userName eq "ana@example.com"', true],
    ['USERNAME Eq "ANA@EXAMPLE.COM"', true],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "ana"', true],
    ['id eq "a1"', false],
    ['userName ne "bo"', true],
    ['name.familyName co "UI"', true],
    ['name.familyName ew "iz"', true],
    ['title pr', false],
    ['emails pr', true],
    ['title eq null', true],
    ['active eq true', true],
    ['active eq True', true],
    ['active eq "true"', false],
    ['emails co "@home"', true],
    ['emails.type eq "work"', true],
    ['emails[type eq "work" and value ew "@home.example"]', false],
    ['emails[type eq "home" and value ew "@home.example"]', true],
    ['meta.lastModified gt "2026-02-01T00:00:00Z"', true],
    ['meta.lastModified le "2026-02-01T00:00:00Z"', false],
    ['logins ge 7 and logins lt 8', true],
    ['not (active eq true)', false],
    ['active eq false or userName sw "a" and logins eq 8', false],
    ['(active eq false or userName sw "a") and logins eq 7', true],
    ['userName eq "a\\"b"', false],
  ])('%s', (text, expected) => {
    expect(matches(parseFilter(text), ana)).toBe(expected)
  })

  test.each([
    '',
    'userName',
    'userName eq',
    'userName is "a"',
    'userName eq ana',
    'userName eq {"a":1}',
    '(active eq true',
    'active eq true)',
    'not active eq true',
    'emails[type eq "work"',
    'a.b.c eq 1',
    '__proto__..x eq 1',
    '"userName" eq "a"',
    `${'('.repeat(30)}active eq true${')'.repeat(30)}`,
    `userName eq "${'a'.repeat(2_000)}"`,
  ])('%s is none', (text) => {
    expect(() => parseFilter(text)).toThrow('invalid_filter')
  })
})
