import { objects } from '@tendero/model'
import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { referencesOf, shownPatch, untoldFields } from './shown-change.ts'

const actor: Actor = {
  workspaceId: 'w',
  userId: 'u',
  name: 'Ana',
  language: 'en',
  timeZone: 'UTC',
  teamId: null,
  teams: [],
  teamsBelow: [],
  roleId: 'r',
  administrator: false,
  rights: { objects: {}, fields: { opportunity: { amount: 'hidden', closeOn: 'read_only' } }, actions: [] },
  through: 'screen',
}

test('hidden fields, plumbing and what activities tell themselves are not told', () => {
  const untold = untoldFields(actor, objects.opportunity)
  for (const name of ['amount', 'probabilitySet', 'nextStep', 'nextStepAt', 'version']) expect(untold).toContain(name)
  for (const name of ['name', 'closeOn', 'stage']) expect(untold).not.toContain(name)
})

test('a patch shows what changed of what is told', () => {
  const patch = {
    name: ['a', 'b'],
    amount: [{ minor: 1 }, { minor: 2 }],
    closeOn: ['2026-01-01', '2026-01-01'],
    tags: [['x'], null],
    gone: [1, 2],
  } as const
  expect(shownPatch(objects.opportunity, patch, ['amount'])).toEqual({ name: ['a', 'b'], tags: [['x'], null] })
})

test('references are found by the object they point to', () => {
  const found = referencesOf(objects.opportunity, [
    { stage: ['s1', 's2'], name: ['x', 'y'] },
    { stage: [null, 's3'], account: ['a', null] },
  ])
  expect([...found].map(([object, ids]) => [object, [...ids]])).toEqual([
    ['stage', ['s1', 's2', 's3']],
    ['account', ['a']],
  ])
})
