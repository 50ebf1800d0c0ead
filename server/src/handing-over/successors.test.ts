import { expect, test } from 'vitest'
import { successorOf, successorsIn } from './successors.ts'

const successors = {
  everything: 'bo',
  objects: { lead: 'marta', view: null },
  teams: { north: 'ines', south: null },
}

test.each([
  ['account', null, 'bo'],
  ['account', 'west', 'bo'],
  ['account', 'north', 'ines'],
  ['account', 'south', null],
  ['lead', 'north', 'marta'],
  ['view', 'north', null],
  ['constructor', null, 'bo'],
])('%s of the team %s goes to %s', (object, team, successor) => {
  expect(successorOf(successors, { object, team })).toBe(successor)
})

test('everybody who is named takes something over, once', () => {
  expect(successorsIn({ ...successors, teams: { north: 'bo' } })).toEqual(['bo', 'marta'])
})
