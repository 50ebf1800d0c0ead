import { expect, test } from 'vitest'
import { orderedGroups } from './ordered-groups.ts'

const named = (...names: readonly (string | number | null)[]) => names.map((key) => ({ key, name: `${key}` }))
const keys = (groups: readonly { key: unknown }[]) => groups.map(({ key }) => key)
const up = { language: 'es', direction: 1 } as const
const down = { language: 'es', direction: -1 } as const

test.each([
  ['by name', named('Zoe', 'Ana', null, 'Óscar'), undefined, up, ['Ana', 'Óscar', 'Zoe', null]],
  ['downwards, those without a value still last', named(null, 'a', 'b'), undefined, down, ['b', 'a', null]],
  ['by size', named(10, 9, 100), undefined, up, [9, 10, 100]],
  ['in their own order, unknown ones after them', named('c', 'x', 'a', 'b'), ['b', 'a', 'c'], up, ['b', 'a', 'c', 'x']],
  ['of no groups', [], undefined, up, []],
] as const)('groups stand %s', (_, groups, known, how, expected) => {
  expect(keys(orderedGroups(groups, known, how))).toEqual(expected)
})
