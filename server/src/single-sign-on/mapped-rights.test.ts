import { expect, test } from 'vitest'
import { type GroupMapping, mappedRights } from './mapped-rights.ts'

const mapping: GroupMapping = {
  role: 'plain',
  team: 'home',
  roleMapping: [
    { group: 'chiefs', role: 'chief' },
    { group: 'sales', role: 'seller' },
  ],
  teamMapping: [
    { group: 'east', team: 'east' },
    { group: 'west', team: 'west' },
  ],
}
const none: GroupMapping = { ...mapping, roleMapping: [], teamMapping: [] }
const held = { role: 'seller', team: 'west', furtherTeams: ['choir', 'east'] }
const all = () => true

test.each([
  ['the first mapped group gives the role', mapping, ['sales', 'chiefs'], null, { role: 'chief' }],
  ['no mapped group leaves the role for everybody', mapping, ['chess'], held, { role: 'plain' }],
  ['where no group is mapped the role stays', none, ['chiefs'], held, { role: 'seller' }],
  ['somebody new begins with what is for everybody', none, [], null, { role: 'plain', team: 'home', furtherTeams: [] }],
  ['the first mapped team is the main one', mapping, ['west', 'east'], null, { team: 'east', furtherTeams: ['west'] }],
  ['further teams that are not mapped stay', mapping, ['west'], held, { team: 'west', furtherTeams: ['choir'] }],
  ['no mapped team leaves the team for everybody', mapping, [], held, { team: 'home', furtherTeams: ['choir'] }],
  ['where no group is mapped the teams stay', none, ['east'], held, { team: 'west', furtherTeams: ['choir', 'east'] }],
] as const)('%s', (_, given, groups, before, expected) => {
  expect(mappedRights(given, groups, before, all)).toMatchObject(expected)
})

test('a role or team that was deleted is as if it were not mapped', () => {
  const there = (id: string) => id !== 'chief' && id !== 'east'
  expect(mappedRights(mapping, ['chiefs', 'sales', 'east'], null, there)).toEqual({
    role: 'seller',
    team: 'home',
    furtherTeams: [],
  })
})
