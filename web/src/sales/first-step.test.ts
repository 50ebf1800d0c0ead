import { expect, test } from 'vitest'
import { whomIn } from './first-step.ts'

test.each([
  [{ account: 'a', name: 'Oven' }, { account: 'Acme' }, 'Acme'],
  [{ account: null, name: 'Oven' }, { account: 'Acme' }, ''],
  [{ company: ' Tamm ja Pojad ', firstName: 'Toomas' }, {}, 'Tamm ja Pojad'],
  [{ company: '', firstName: 'Toomas', lastName: 'Tamm' }, {}, 'Toomas Tamm'],
  [{ lastName: 'Tamm' }, {}, 'Tamm'],
])('%j with the titles %j is about “%s”', (values, titles, whom) => {
  expect(whomIn(values, titles)).toBe(whom)
})
