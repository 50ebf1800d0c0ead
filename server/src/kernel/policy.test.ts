import { always, compile, type Scope } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../test/world.ts'
import type { Actor } from './actor.ts'
import { policy } from './policy.ts'
import type { WorkspaceModel } from './workspace-model.ts'

let world: World
let model: WorkspaceModel
let ana: Actor
beforeAll(async () => {
  world = await openWorld()
  model = (await world.as('ines')).model
  ana = (await world.as('ana')).actor
})

/** Ana with the same scope for accounts, contacts and opportunities. */
function reaching(accounts: Scope, deals: Scope): Actor {
  const access = (read: Scope) => ({ create: read, read, edit: read, delete: read })
  const objects = {
    ...ana.rights.objects,
    account: access(accounts),
    contact: access(deals),
    opportunity: access(deals),
  }
  return { ...ana, rights: { ...ana.rights, objects } }
}

const readingAccounts = (actor: Actor) => {
  const object = model.objects.get('account') ?? expect.fail('no accounts')
  return policy(model, actor, object, 'read', 't')
}

test('whoever reaches all records, by role or as administrator, is asked for no share and no child', async () => {
  expect(readingAccounts(reaching('all', 'own'))).toBe(always)
  expect(readingAccounts((await world.as('ines')).actor)).toBe(always)
})

test.each<[Scope, Scope, 'arrays' | 'hashes']>([
  ['own', 'own', 'arrays'],
  ['own', 'team', 'hashes'],
  ['team', 'own', 'hashes'],
  ['team_and_below', 'all', 'hashes'],
])('reaching %s accounts and %s deals, ids are gathered in %s', (accounts, deals, form) => {
  const { text } = compile(readingAccounts(reaching(accounts, deals)))
  expect(/\bt\.id = any\(array\(/.test(text)).toBe(form === 'arrays')
  expect(/\bt\.id in \(select/.test(text)).toBe(form === 'hashes')
  expect(text.includes('exists (select 1 from app."opportunity"')).toBe(form === 'hashes')
})

test('a right of none leaves nothing, whatever is shared', () => {
  expect(compile(readingAccounts(reaching('none', 'all'))).text).toBe('false')
})
