import { expect, test } from 'vitest'
import { fullName } from './full-name.ts'

test.each([
  [{ firstName: 'Ana', lastName: 'García López' }, 'Ana García López'],
  [{ firstName: ' Ana ', lastName: null }, 'Ana'],
  [{ lastName: 'García  López' }, 'García López'],
  [{ firstName: '', lastName: '', company: 'Acme' }, 'Acme'],
  [{ firstName: 'Ana', company: 'Acme' }, 'Ana'],
  [{ firstName: ' ', company: ' ' }, null],
  [{}, null],
])('%o is called %s', (values, expected) => {
  expect(fullName(values)).toBe(expected)
})
