import type { AnyRecord, Rights, Timeline } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/kernel/identity.ts'
import { keyOf } from './keys.ts'
import { openReach } from './reach-of-scopes.ts'
import { type Asking, endShares, pathsTo } from './shared-paths.ts'
import { paragraph, words } from './social.ts'

/** What a record that refers to another opens of it: reading, on every path, one step far. */
const { world, ines, firstStage } = await openReach()
const { ana, northEast } = world.ids
const hers = { owner: ana, team: northEast }

type Scope = 'own' | 'team' | 'all'
const reading = (read: Scope | 'none') => ({ create: 'all', read, edit: read, delete: read }) as const
const part = { create: 'all', read: 'all', edit: 'all', delete: 'all' } as const

/** Somebody of Bo's team, by a key whose role reaches accounts and contacts so far, and deals and leads so far. */
async function guestWith(parents: Scope | 'none', children: Scope, fields: Rights['fields'] = {}): Promise<Asking> {
  const objects = {
    account: reading(parents),
    contact: reading(parents),
    opportunity: reading(children),
    task: reading('own'),
    call: reading('own'),
    opportunity_contact: part,
    contact_point: part,
    share: part,
    file: part,
    comment: part,
  }
  const rights = { objects, fields, actions: ['export'] }
  const role = String((await ines.json<AnyRecord>('POST', '/roles', { name: newId(), rights })).id)
  const team = world.ids.northWest
  const user = await world.add('ines', 'user', { name: 'Gus', email: `${newId()}@example.com`, team, role })
  return { ...(await keyOf(world, user, role)), user, role }
}

const status = async (guest: Asking, path: string) => (await guest.request('GET', path)).status

describe.each([
  ['own', 'own'],
  ['own', 'team'],
  ['team', 'team'],
  ['own', 'all'],
] as const)('with the scope %s for accounts and contacts, and %s for deals', (parents, children) => {
  let guest: Asking
  let account: string
  let contact: string
  let deal: string
  beforeAll(async () => {
    guest = await guestWith(parents, children)
    account = await world.add('ines', 'account', { name: 'Zarzuela', ...hers })
    contact = await world.add('ines', 'contact', { firstName: 'Zarzuela', ...hers })
    for (const [object, id] of [
      ['account', account],
      ['contact', contact],
    ]) {
      await ines.json('POST', '/comments', { object, record: id, body: paragraph(words('Said')) })
      await ines.send('POST', `/${object}s/${id}/files?name=a.txt`, new TextEncoder().encode('text'))
    }
  })
  const paths = async () => {
    const { objects } = (await world.as('ines')).model
    const seen = await Promise.all(
      [
        ['account', account],
        ['contact', contact],
      ].map(([name = '', id = '']) => pathsTo(world, guest, { object: objects.get(name) ?? expect.fail(name), id })),
    )
    return new Set(seen.flatMap((one) => Object.values(one)))
  }
  const dealOf = (owner: string, values: object = {}) =>
    world.add('ines', 'opportunity', { name: 'Deal', ...firstStage, owner, team: null, ...values })

  test('the account of a deal, and the people in it, are read on every path and changed on none', async () => {
    expect(await paths()).toEqual(new Set([false]))
    deal = await dealOf(guest.user, { account })
    await ines.json('POST', '/opportunity-contacts', { opportunity: deal, contact })
    expect(await paths()).toEqual(new Set([true]))
    expect((await guest.request('PATCH', `/accounts/${account}`, { sector: 'x' })).status).toBe(403)
    expect((await guest.request('DELETE', `/contacts/${contact}`)).status).toBe(403)
    expect((await guest.request('POST', '/shares', { object: 'account', record: account, user: ana })).status).toBe(403)
  })

  test('a deal that becomes another’s, or is deleted, opens them no more', async () => {
    if (children === 'all') return
    await ines.request('PATCH', `/opportunities/${deal}`, { owner: ana, team: northEast })
    expect(await paths()).toEqual(new Set([false]))
    await ines.request('PATCH', `/opportunities/${deal}`, { owner: guest.user })
    expect(await paths()).toEqual(new Set([true]))
    await ines.request('DELETE', `/opportunities/${deal}`)
    expect(await paths()).toEqual(new Set([false]))
  })

  test('a deal that is shared opens them as long as the share lasts', async () => {
    if (children === 'all') return
    const shared = await dealOf(ana, { account, team: northEast })
    await ines.json('POST', '/opportunity-contacts', { opportunity: shared, contact })
    await ines.json('POST', '/shares', { object: 'opportunity', record: shared, user: guest.user })
    expect(await paths()).toEqual(new Set([true]))
    await endShares(world, shared)
    expect(await paths()).toEqual(new Set([false]))
  })
})

describe('what a child opens goes no further', () => {
  test('a person who is seen through a deal does not open their account, an account not its other people', async () => {
    const guest = await guestWith('own', 'own')
    const account = await world.add('ines', 'account', { name: 'Employer', ...hers })
    const contact = await world.add('ines', 'contact', { firstName: 'P', account, ...hers })
    const buyer = await world.add('ines', 'account', { name: 'Buyer', ...hers })
    const colleague = await world.add('ines', 'contact', { firstName: 'C', account: buyer, ...hers })
    const deal = { name: 'D', ...firstStage, account: buyer, owner: guest.user, team: null }
    const opportunity = await world.add('ines', 'opportunity', deal)
    await ines.json('POST', '/opportunity-contacts', { opportunity, contact })
    expect(await status(guest, `/contacts/${contact}`)).toBe(200)
    expect(await status(guest, `/accounts/${account}`)).toBe(404)
    expect(await status(guest, `/accounts/${buyer}`)).toBe(200)
    expect(await status(guest, `/contacts/${colleague}`)).toBe(404)
    // Nor what others did with the account, which is of its other deals too.
    const task = await world.add('ines', 'task', { subject: 'T', account: buyer, ...hers })
    expect(await status(guest, `/tasks/${task}`)).toBe(404)
    const about = await world.add('ines', 'task', { subject: 'T', account: buyer, opportunity, ...hers })
    expect(await status(guest, `/tasks/${about}`)).toBe(200)
    const onTimeline = async () => {
      const { items } = await guest.json<Timeline>('GET', `/accounts/${buyer}/timeline`)
      return items.map(({ activity }) => activity?.id)
    }
    const call = await world.add('ines', 'call', { subject: 'C', account: buyer, ...hers })
    expect(await onTimeline()).toContain(about)
    expect(await onTimeline()).not.toContain(call)
    // But what of it is shared.
    await ines.json('POST', '/shares', { object: 'call', record: call, user: guest.user })
    expect(await onTimeline()).toContain(call)
    expect(await onTimeline()).not.toContain(task)
  })

  test('but to the parts of what it opens: how a person is reached', async () => {
    const guest = await guestWith('own', 'own')
    const account = await world.add('ines', 'account', { name: 'Buyer', ...hers })
    const point = await world.add('ines', 'contact_point', { account, kind: 'email', value: 'a@example.com' })
    expect(await status(guest, `/contact-points/${point}`)).toBe(404)
    await world.add('ines', 'opportunity', { name: 'D', ...firstStage, account, owner: guest.user, team: null })
    expect(await status(guest, `/contact-points/${point}`)).toBe(200)
    expect((await guest.request('PATCH', `/contact-points/${point}`, { label: 'x' })).status).toBe(403)
  })

  test('nor past a role that has no right to the object, or may not see to what the child refers', async () => {
    const account = await world.add('ines', 'account', { name: 'Buyer', ...hers })
    for (const [guest, expected] of [
      [await guestWith('none', 'own'), 403],
      [await guestWith('own', 'own', { opportunity: { account: 'hidden' } }), 404],
      [await guestWith('own', 'own'), 200],
    ] as const) {
      await world.add('ines', 'opportunity', { name: 'D', ...firstStage, account, owner: guest.user, team: null })
      expect(await status(guest, `/accounts/${account}`)).toBe(expected)
    }
  })
})
