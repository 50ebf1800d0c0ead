import { objects } from '@tendero/model'
import { expect, test } from 'vitest'
import { hasSplitName, splitName } from './person-name.ts'

test.each([
  ['Ana García López', 'Ana', 'García López'],
  ['García López, Ana', 'Ana', 'García López'],
  ['  Ana   García ', 'Ana', 'García'],
  ['Ana', 'Ana', null],
])('%j is %s %s', (whole, firstName, lastName) => {
  expect(splitName(whole)).toEqual({ firstName, lastName })
})

test('people have a name in two parts, companies have not', () => {
  expect([objects.contact, objects.lead, objects.account, objects.user].map(hasSplitName)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
