import { always, compile, type Scope } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../test/world.ts'
import type { Actor } from './actor.ts'
import type { Sought } from './grants.ts'
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

const readingAccounts = (actor: Actor, sought: Sought = 'named') => {
  const object = model.objects.get('account') ?? expect.fail('no accounts')
  return policy(model, actor, object, 'read', 't', { sought })
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

test.each<[Scope, number]>([
  ['own', 2],
  ['team', 3],
])('among many, accounts of the team are those that %s deals open, in %i ways each', (deals, ways) => {
  const { text } = compile(readingAccounts(reaching('team', deals), 'many'))
  expect(text).not.toContain('exists (select 1 from app."opportunity"')
  expect(text.match(/select t_opportunity."account_id"/g)).toHaveLength(ways)
})

test('among many, whether any deal at all opens an account is looked up: no list of all of them is made', () => {
  const { text } = compile(readingAccounts(reaching('team', 'all'), 'many'))
  expect(text).toContain('exists (select 1 from app."opportunity"')
  expect(text).not.toContain('union all')
})

test('how many there may be is reckoned without shares and children', () => {
  const { text } = compile(readingAccounts(reaching('team', 'team'), 'estimate'))
  expect(text).toBe('(t.owner_id = $1 or t.team_id = any($2::uuid[]))')
})

test('a right of none leaves nothing, whatever is shared', () => {
  expect(compile(readingAccounts(reaching('none', 'all'))).text).toBe('false')
})
