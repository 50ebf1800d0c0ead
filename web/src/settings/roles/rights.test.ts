import type { Rights } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { readRights, rightsChanges, withAction, withLimit, withScope } from './rights.ts'

const rights: Rights = {
  objects: { lead: { create: 'all', read: 'team', edit: 'own', delete: 'none' } },
  fields: { lead: { email: 'read_only' } },
  actions: ['export'],
}

test('what a document does not say is not granted', () => {
  expect(readRights({ objects: { lead: { read: 'everything' } }, actions: ['export', 'fly'] })).toEqual({
    objects: { lead: { create: 'none', read: 'none', edit: 'none', delete: 'none' } },
    fields: {},
    actions: ['export'],
  })
  expect(readRights(null)).toEqual({ objects: {}, fields: {}, actions: [] })
})

test('who may edit records also sees them', () => {
  expect(withScope(rights, 'lead', 'edit', 'all').objects.lead).toMatchObject({ read: 'all', edit: 'all' })
})

test('who sees fewer records edits and deletes no more than those', () => {
  const wide = withScope(withScope(rights, 'lead', 'edit', 'all'), 'lead', 'delete', 'team')
  expect(withScope(wide, 'lead', 'read', 'own').objects.lead).toMatchObject({ read: 'own', edit: 'own', delete: 'own' })
})

test('the difference names each scope, field and action', () => {
  const after = withAction(
    withLimit(withScope(rights, 'lead', 'delete', 'own'), 'lead', 'email', undefined),
    'import',
    true,
  )
  expect(rightsChanges(rights, after)).toEqual([
    { kind: 'scope', object: 'lead', verb: 'delete', from: 'none', to: 'own' },
    { kind: 'field', object: 'lead', field: 'email', from: 'read_only', to: undefined },
    { kind: 'action', action: 'import', granted: true },
  ])
  expect(rightsChanges(after, after)).toEqual([])
})
