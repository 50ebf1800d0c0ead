import { expect, test } from 'vitest'
import { streetOf } from './street.ts'

test.each([
  ['500 East 67th Street', '500', '67th'],
  ['500 E. 67Th St', '500', '67th'],
  ['C/ Mayor, 12, 3º B', '12', 'mayor'],
  ['Calle de la Princesa 5', '5', 'princesa'],
  ['Narva mnt 7-12', '7', 'narva'],
  ['Pärnu maantee 102b', '102b', 'parnu'],
  ['2 harrison st.  near hudson st.', '2', 'harrison'],
  ['56 Fifth Avenue', '56', '5th'],
  ['Broadway', '', 'broadway'],
  ['Park Lane', '', 'park'],
  ['', '', ''],
])('reads %s', (line, number, words) => {
  const street = streetOf(line)
  expect([street.number, street.words.slice(0, 1).join(' ')]).toEqual([number, words])
})

test('a street that is called only what streets are called keeps its name', () => {
  expect(streetOf('1 The Avenue').words).toEqual(['avenue'])
})
