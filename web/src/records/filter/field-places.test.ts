import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { catalogueOf } from '../../kernel/metadata.ts'
import { choicesAt, choicesFound, placeOfPath, placePath, placesFrom } from './field-places.ts'

const field = (name: string, label: string, target?: string, more: object = {}) => ({
  name,
  label,
  kind: target ? 'reference' : 'text',
  object: target,
  ...more,
})
const objects = [
  {
    name: 'opportunity',
    fields: [
      field('name', 'Name'),
      field('account', 'Account', 'account'),
      field('createdBy', 'Created by', 'user', { system: true }),
    ],
  },
  {
    name: 'account',
    fields: [
      field('sector', 'Sector'),
      field('parent', 'Parent account', 'account'),
      field('owner', 'Owner', 'user'),
      field('secret', 'Secret', undefined, { hidden: true }),
      field('createdBy', 'Created by', 'user', { system: true }),
    ],
  },
  { name: 'user', fields: [field('email', 'E-mail'), field('team', 'Team', 'team')] },
  { name: 'team', fields: [field('label', 'Name')] },
] as unknown as readonly MetadataObject[]
const catalogue = catalogueOf({ version: 1, objects })
const [opportunity] = objects
if (!opportunity) throw new Error('no object')
const choosing = { catalogue, fits: () => true, follows: ({ kind }: MetadataField) => kind === 'reference' }
const at = (path: string) => placeOfPath(opportunity, path, choosing)
const paths = (choices: readonly { readonly path: string }[]) => choices.map(({ path }) => path)

test('fields are chosen place by place, four references deep', () => {
  expect(paths(choicesAt(at('name'), choosing))).toEqual(['name', 'account', 'createdBy'])
  expect(placesFrom(at('name'), choosing).map(placePath)).toEqual(['account'])
  const account = at('account.sector')
  expect(paths(choicesAt(account, choosing))).toEqual(['account.sector', 'account.parent', 'account.owner'])
  expect(placesFrom(account, choosing).map(placePath)).toEqual(['account.parent', 'account.owner'])
  const fourth = at('account.parent.owner.team.label')
  expect(choicesAt(fourth, choosing)).toEqual([
    { path: 'account.parent.owner.team.label', labels: ['Account', 'Parent account', 'Owner', 'Team', 'Name'] },
  ])
  const deepest = at('account.parent.parent.parent.sector')
  expect([placePath(deepest), placesFrom(deepest, choosing)]).toEqual(['account.parent.parent.parent', []])
})

test('a place where nothing can be chosen is offered only if it leads on', () => {
  const sectors = { ...choosing, fits: ({ name }: MetadataField) => name === 'sector' }
  expect(placesFrom(at('name'), sectors).map(placePath)).toEqual(['account'])
  expect(placesFrom(at('account.sector'), sectors).map(placePath)).toEqual(['account.parent'])
})

test('what is sought is found at any depth, the nearest first, and never without end', () => {
  expect(paths(choicesFound(at('name'), 'sector', choosing))).toEqual([
    'account.sector',
    'account.parent.sector',
    'account.parent.parent.sector',
    'account.parent.parent.parent.sector',
  ])
  expect(paths(choicesFound(at('name'), 'parent › owner › e-m', choosing))).toEqual([
    'account.parent.owner.email',
    'account.parent.parent.owner.email',
  ])
  expect(choicesFound(at('name'), 'secret', choosing)).toEqual([])
  const many = { ...opportunity, fields: Array.from({ length: 90 }, (_, index) => field(`f${index}`, 'Figure')) }
  const place = placeOfPath(many as unknown as MetadataObject, '', choosing)
  expect(choicesFound(place, 'figure', choosing)).toHaveLength(60)
})

test('a path that leads nowhere any more begins at the beginning', () => {
  expect(placePath(at('gone.sector'))).toBe('')
})
