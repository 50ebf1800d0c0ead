import { describe, expect, test } from 'vitest'
import { acceptPatch, applyPatch } from './patch.ts'

const group = { displayName: 'North', members: [{ value: 'ana' }, { value: 'bo', display: 'Bo' }] }
const user = {
  userName: 'ana',
  active: true,
  name: { givenName: 'Ana', familyName: 'Ruiz' },
  emails: [{ type: 'work', value: 'ana@example.com' }],
}

const patched = (resource: object, ...Operations: object[]) => applyPatch({ ...resource }, acceptPatch({ Operations }))

describe('operations on members', () => {
  test.each([
    [{ op: 'add', path: 'members', value: [{ value: 'marta' }] }, ['ana', 'bo', 'marta']],
    [{ op: 'Add', path: 'members', value: [{ value: 'ana' }] }, ['bo', 'ana']],
    [{ op: 'remove', path: 'members[value eq "ana"]' }, ['bo']],
    [{ op: 'Remove', path: 'members', value: [{ value: 'bo' }] }, ['ana']],
    [{ op: 'replace', path: 'members', value: [{ value: 'marta' }] }, ['marta']],
    [{ op: 'add', value: { members: [{ value: 'marta' }] } }, ['ana', 'bo', 'marta']],
  ])('%j', (operation, members) => {
    const { members: after } = patched(group, operation)
    expect((after as { value: string }[]).map(({ value }) => value)).toEqual(members)
  })

  test('all go when the attribute does', () => {
    expect(patched(group, { op: 'remove', path: 'members' })).toEqual({ displayName: 'North' })
  })
})

describe('operations on a user', () => {
  test.each([
    [{ op: 'Replace', path: 'active', value: 'False' }, { active: 'False' }],
    [
      { op: 'replace', value: { active: false, displayName: 'Ana R' } },
      { active: false, displayName: 'Ana R' },
    ],
    [{ op: 'replace', path: 'name.familyName', value: 'Soler' }, { name: { givenName: 'Ana', familyName: 'Soler' } }],
    [{ op: 'Add', value: { 'name.givenName': 'Anna' } }, { name: { givenName: 'Anna', familyName: 'Ruiz' } }],
    [{ op: 'replace', path: 'NAME.GIVENNAME', value: 'A' }, { name: { givenName: 'A', familyName: 'Ruiz' } }],
    [
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'a@example.com' },
      { emails: [{ type: 'work', value: 'a@example.com' }] },
    ],
    [
      { op: 'add', path: 'emails[type eq "home"].value', value: 'a@home.example' },
      { emails: [...user.emails, { type: 'home', value: 'a@home.example' }] },
    ],
    [{ op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:userName', value: 'b' }, { userName: 'b' }],
  ])('%j', (operation, expected) => {
    expect(patched(user, operation)).toMatchObject(expected)
  })

  test('leave the resource itself as it was', () => {
    patched(user, { op: 'replace', path: 'name.familyName', value: 'Soler' })
    expect(user.name.familyName).toBe('Ruiz')
  })
})

describe('what is no operation', () => {
  test.each([
    [{ op: 'move', path: 'active' }, 'invalid_syntax'],
    [{ op: 'remove' }, 'no_target'],
    [{ op: 'replace', value: 'x' }, 'invalid_value'],
    [{ op: 'replace', path: 'a b', value: 'x' }, 'invalid_path'],
    [{ op: 'replace', path: 'constructor', value: 'x' }, 'invalid_path'],
    [{ op: 'replace', path: 'emails[type sw "o"].value', value: 'x' }, 'no_target'],
    [{ op: 'replace', path: 'emails[type].value', value: 'x' }, 'invalid_filter'],
  ])('%j is refused', (operation, code) => {
    expect(() => patched(user, operation)).toThrow(code)
  })

  test.each([undefined, {}, { Operations: [] }, { Operations: 'all' }])('%j is refused', (body) => {
    expect(() => acceptPatch(body)).toThrow('invalid_syntax')
  })
})
