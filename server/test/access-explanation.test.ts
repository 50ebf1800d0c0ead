import { type AccessExplanation, type AnyRecord, type ObjectType, registry, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { callerAs } from '../src/kernel/caller.ts'
import { newId } from '../src/kernel/identity.ts'
import { policy } from '../src/kernel/policy.ts'
import { readTable } from '../src/kernel/read-table.ts'
import { browserOf } from './http.ts'
import { openReach, type Rule, rules } from './reach-of-scopes.ts'

/** That an explanation tells what policies do, over all scopes, and to nobody more than they may know. */
const { world, ines, owned, oneOfEach, firstStage } = await openReach()
const [ana, bo] = [await browserOf(world, 'ana'), await browserOf(world, 'bo')]
const { workspaceId } = world
const role = await world.roleId('Representative')
const team = world.ids.northEast
const kim = await world.add('ines', 'user', { name: 'Kim', email: 'kim@example.com', team, role })
const share = (object: string, record: string | undefined, values: object) =>
  ines.json<AnyRecord>('POST', '/shares', { object, record, ...values })

const explained = (path: string, person: string, who = ines) =>
  who.json<AccessExplanation>('GET', `${path}/access?person=${person}`)

/** What policies let Kim do with records, by id. */
async function allowed(object: ObjectType, ids: readonly string[]) {
  const { model, actor } = await callerAs(world.kernel, workspaceId, kim, 'screen')
  const may = (verb: 'read' | 'edit' | 'delete') => sql`(${policy(model, actor, object, verb, 't')}) is true`
  const rows = await world.kernel.database.read(workspaceId, (tx) =>
    tx.rows<{ id: string; read: boolean; edit: boolean; delete: boolean }>(sql`
      select t.id, ${may('read')} as read, ${may('edit')} as edit, ${may('delete')} as delete from ${readTable(object)} t
      where t.workspace_id = ${workspaceId} and t.id = any(${ids}::uuid[])`),
  )
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

describe.each(Object.keys(owned))('of %s, an explanation and the policy agree', (name) => {
  let object: ObjectType
  let records: readonly string[]
  beforeAll(async () => {
    object = (await world.as('ines')).model.objects.get(name) ?? expect.fail(name)
    const made = await oneOfEach(object)
    records = Object.values(made)
    if (registry.get(name)?.fields.has('sharedWith') || name === 'activity') return
    await share(name, made["another team's"], { user: kim, access: 'edit' })
    await share(name, made["the team's above"], { team: world.ids.northEast })
    const opened = made["her teammate's in another team"]
    const deal = { name: 'D', ...firstStage, owner: kim }
    if (name === 'account') await world.add('ines', 'opportunity', { ...deal, account: opened })
    if (name !== 'contact') return
    const opportunity = await world.add('ines', 'opportunity', deal)
    await world.add('ines', 'opportunity_contact', { opportunity, contact: opened })
  })

  test.each(rules)('read $read, edit $edit, delete $delete', async (rule: Rule) => {
    const all = { create: 'all', read: 'all', edit: 'all', delete: 'all' }
    const objects = {
      opportunity: { ...all, read: 'own' },
      opportunity_contact: all,
      [name]: { create: 'all', ...rule },
    }
    const made = await ines.json<AnyRecord>('POST', '/roles', { name: newId(), rights: { objects, actions: [] } })
    await ines.json('PATCH', `/users/${kim}`, { role: made.id })
    const may = await allowed(object, records)
    for (const id of records) {
      const { read, edit, delete: remove } = await explained(`/${object.collection}/${id}`, kim)
      expect({ read: read.may, edit: edit.may, delete: remove.may }).toEqual(may.get(id))
      for (const one of [read, edit, remove]) {
        expect(one.grants.length > 0).toBe(one.may)
        expect(one.missing.length > 0).toBe(!one.may)
      }
    }
  })
})

describe('the chain of grants', () => {
  const reasons = ({ grants }: AccessExplanation['read']) => grants.map(({ reason }) => reason)

  test('names the team, the share with who gave it and its end, and the child, if whoever asks may see it', async () => {
    await ines.json('PATCH', `/users/${kim}`, { role: await roleOf({ account: 'team', opportunity: 'own' }) })
    const account = await world.add('ana', 'account', { name: 'Acme' })
    const until = new Date(Date.now() + 86_400_000).toISOString()
    await share('account', account, { user: kim, until })
    const deal = await world.add('ines', 'opportunity', {
      name: 'Lamps',
      ...firstStage,
      account,
      owner: kim,
      team: null,
    })
    const { person, role: of, read, edit } = await explained(`/accounts/${account}`, kim)
    expect([person.name, of?.name]).toEqual(['Kim', expect.any(String)])
    expect(read.grants).toMatchObject([
      { reason: 'team', team: { name: 'North East' } },
      { reason: 'share', by: { name: 'Ines' } },
      { reason: 'child', through: { object: 'opportunity', id: deal, title: 'Lamps' } },
    ])
    expect(Date.parse(String(read.grants[1]?.until))).toBe(Date.parse(until))
    expect(edit).toEqual({ may: false, scope: 'own', grants: [], missing: ['owner', 'share'] })
    // Bo may edit the account, and may not see Kim's deal.
    const told = await explained(`/accounts/${account}`, kim, bo)
    expect(told.read.grants.at(-1)).toEqual({ reason: 'child', through: null })
    // Who may see no shares hears that there is one, and nothing of it.
    await share('account', account, { user: world.ids.bo })
    const blind = await roleOf({ account: 'own', share: 'none' })
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: blind })
    const { grants } = (await explained(`/accounts/${account}`, world.ids.bo, bo)).read
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role })
    expect(grants.find(({ reason }) => reason === 'share')).toEqual({ reason: 'share' })
  })

  test('says why somebody cannot: the role, the conditions, or that they are no longer here', async () => {
    const account = await world.add('ana', 'account', { name: 'Acme' })
    await ines.json('PATCH', `/users/${kim}`, {
      role: await roleOf({ account: 'none', opportunity: 'own' }),
      team: null,
    })
    expect((await explained(`/accounts/${account}`, kim)).read.missing).toEqual(['role'])
    await ines.json('PATCH', `/users/${kim}`, { role: await roleOf({ account: 'team', opportunity: 'own' }) })
    expect((await explained(`/accounts/${account}`, kim)).read.missing).toEqual(['owner', 'share', 'child'])
    await ines.json('PATCH', `/users/${kim}`, { active: false })
    expect((await explained(`/accounts/${account}`, kim)).read.missing).toEqual(['inactive'])
    await ines.json('PATCH', `/users/${kim}`, { active: true })
  })

  test('names the record whose part it is, and what an administrator may', async () => {
    const account = await world.add('ana', 'account', { name: 'Acme' })
    const point = await world.add('ana', 'contact_point', { account, kind: 'email', value: 'a@example.com' })
    const { read } = await explained(`/contact-points/${point}`, world.ids.bo)
    expect(read.grants).toEqual([{ reason: 'parent', through: { object: 'account', id: account, title: 'Acme' } }])
    expect(reasons((await explained(`/accounts/${account}`, world.ids.ines)).delete)).toEqual(['administrator'])
    expect(reasons((await explained(`/accounts/${account}`, world.ids.bo)).edit)).toEqual(['all'])
  })

  test('tells hidden fields, but none that whoever asks does not see', async () => {
    const account = await world.add('ana', 'account', { name: 'Acme' })
    const fields = { account: { taxId: 'hidden', sector: 'read_only' } }
    await ines.json('PATCH', `/users/${kim}`, { role: await roleOf({ account: 'all', opportunity: 'own' }, fields) })
    const { hidden, readOnly } = await explained(`/accounts/${account}`, kim)
    expect([hidden, readOnly.includes('sector'), readOnly.includes('taxId')]).toEqual([['taxId'], true, false])
  })

  async function roleOf(reads: Readonly<Record<string, string>>, fields: object = {}): Promise<unknown> {
    const objects = Object.fromEntries(
      Object.entries(reads).map(([name, read]) => [
        name,
        { create: 'all', read, edit: read === 'none' ? 'none' : 'own', delete: 'none' },
      ]),
    )
    return (await ines.json('POST', '/roles', { name: newId(), rights: { objects, fields, actions: [] } })).id
  }
})

describe('who may ask', () => {
  test('about oneself, whoever reads the record; about others, whoever may edit it', async () => {
    const deal = await world.add('ana', 'opportunity', { name: 'D', ...firstStage })
    const path = `/opportunities/${deal}/access`
    const asks = async (who = bo, person?: string) =>
      (await who.request('GET', person ? `${path}?person=${person}` : path)).status
    expect(await asks()).toBe(404)
    await share('opportunity', deal, { user: world.ids.bo })
    expect(await asks()).toBe(200)
    expect(await asks(bo, world.ids.bo)).toBe(200)
    expect(await asks(bo, world.ids.ana)).toBe(403)
    expect(await asks(ana, world.ids.bo)).toBe(200)
    expect(await asks(ines, world.stranger.userId)).toBe(422)
    expect(await asks(ines, 'x')).toBe(422)
    expect((await ines.request('GET', `/shares/${deal}/access`)).status).toBe(404)
    expect((await ines.request('GET', `/opportunities/${newId()}/access`)).status).toBe(404)
  })
})
