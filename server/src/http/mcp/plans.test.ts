import type { AnyRecord, Operations } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { openAssistants } from '../../../test/assistants.ts'
import { browserOf } from '../../../test/http.ts'
import { newId } from '../../kernel/identity.ts'
import type { Plan } from './plans.ts'

/** Milliseconds by which the kernel's clock is ahead. */
let ahead = 0

const { world, assistantKey, ownAccounts, connect, nameOf } = await openAssistants({
  now: () => new Date(Date.now() + ahead),
})

describe('a plan', () => {
  test('says what would change and writes nothing; confirmed, it is done once, and can be taken back', async () => {
    const id = await world.add('ana', 'account', { name: 'Before', sector: 'food' })
    const { call } = await connect(await assistantKey())
    const plan = await call<Plan>('update_record', { object: 'account', id, values: { name: 'After', sector: 'food' } })
    expect(plan.changes).toEqual([
      { object: 'account', id, verb: 'update', fields: { name: { from: 'Before', to: 'After' } } },
    ])
    expect(await nameOf(id)).toBe('Before')
    const confirmed = await call<{ operationId: string }>('confirm_plan', { plan: plan.plan })
    expect(confirmed).toMatchObject({ answer: { id, name: 'After' } })
    expect(await nameOf(id)).toBe('After')
    expect(await call('confirm_plan', { plan: plan.plan })).toMatchObject({
      code: 'plan_already_confirmed',
      details: { operationId: confirmed.operationId },
    })
    const ana = await browserOf(world, 'ana')
    const { items } = await ana.json<Operations>('GET', '/operations')
    expect(items[0]).toMatchObject({ id: confirmed.operationId, through: 'mcp', actor: { name: 'Ana' } })
    expect((await ana.request('POST', `/operations/${confirmed.operationId}/reversal`)).status).toBe(200)
    expect(await nameOf(id)).toBe('Before')
  })

  test('tells nobody of what it only tried', async () => {
    const written = async () =>
      (await world.kernel.database.direct.query('select count(*)::int as count from tendero.outbox')).rows[0].count
    const { call } = await connect(await assistantKey())
    const before = await written()
    await call<Plan>('create_record', { object: 'account', values: { name: 'Only tried' } })
    expect(await written()).toBe(before)
    const { rows } = await world.kernel.database.direct.query(
      `select 1 from tendero.account where name = 'Only tried' union all select 1 from tendero.operation where through = 'mcp'
       and id not in (select operation_id from tendero.history)`,
    )
    expect(rows).toEqual([])
  })

  test('makes, deletes, brings back and converts', async () => {
    const { call } = await connect(
      await assistantKey({ user: world.ids.ines, role: await world.roleId('Administrator') }),
    )
    const done = async (name: string, given: Record<string, unknown>) => {
      const { plan, changes } = await call<Plan>(name, given)
      const { answer } = await call<{ answer: AnyRecord }>('confirm_plan', { plan })
      return { answer, verbs: changes.map(({ object, verb }) => `${verb} ${object}`) }
    }
    const made = await done('create_record', { object: 'account', values: { name: 'Made by plan' } })
    const id = made.answer.id
    expect(await nameOf(id)).toBe('Made by plan')
    expect((await done('delete_record', { object: 'account', id })).verbs).toContain('delete account')
    expect((await world.stored('account', id)).deleted_at).not.toBeNull()
    expect((await done('restore_record', { object: 'account', id })).verbs).toContain('restore account')
    const lead = await world.add('ana', 'lead', {
      firstName: 'Lía',
      lastName: 'Mas',
      company: 'Mas Pan',
      status: 'new',
    })
    const wish = { id: lead, account: 'new', contact: 'new', opportunity: null }
    const converted = await done('convert_lead', wish)
    expect(converted.verbs).toEqual(expect.arrayContaining(['create account', 'create contact', 'update lead']))
    expect((await world.stored('lead', lead)).status).toBe('converted')
  })

  test('is refused once what it touches has changed', async () => {
    const id = await world.add('ana', 'account', { name: 'Stays', sector: 'food' })
    const { call } = await connect(await assistantKey())
    const { plan } = await call<Plan>('update_record', { object: 'account', id, values: { name: 'Lost' } })
    const ana = await browserOf(world, 'ana')
    await ana.request('PATCH', `/accounts/${id}`, { sector: 'retail' })
    expect(await call('confirm_plan', { plan })).toMatchObject({ status: 409, code: 'plan_outdated' })
    expect(await nameOf(id)).toBe('Stays')
  })

  test('is no good after ten minutes, for another key, or when it never was', async () => {
    const id = await world.add('ana', 'account', { name: 'Still' })
    const [mine, other] = [await connect(await assistantKey()), await connect(await assistantKey())]
    const { plan } = await mine.call<Plan>('update_record', { object: 'account', id, values: { name: 'Late' } })
    expect(await other.call('confirm_plan', { plan })).toMatchObject({ status: 404 })
    expect(await mine.call('confirm_plan', { plan: newId() })).toMatchObject({ status: 404 })
    ahead = 10 * 60_000
    expect(await mine.call('confirm_plan', { plan })).toMatchObject({ status: 410, code: 'plan_expired' })
    ahead = 0
    expect(await nameOf(id)).toBe('Still')
  })

  test('is done once when it is confirmed twice at the same time', async () => {
    const { call } = await connect(await assistantKey())
    const { plan } = await call<Plan>('create_record', { object: 'account', values: { name: 'Exactly one' } })
    const answers = await Promise.all([call('confirm_plan', { plan }), call('confirm_plan', { plan })])
    expect(answers.map(({ code }) => code).sort()).toEqual(['plan_already_confirmed', undefined])
    const { rows } = await world.kernel.database.direct.query(
      `select 1 from tendero.account where name = 'Exactly one'`,
    )
    expect(rows).toHaveLength(1)
  })

  test('that moves a record out of sight still says so', async () => {
    const id = await world.add('ana', 'account', { name: 'Given away' })
    const { call } = await connect(await assistantKey({ role: await ownAccounts() }))
    const { changes, titles } = await call<Plan>('update_record', {
      object: 'account',
      id,
      values: { owner: world.ids.bo },
    })
    expect(changes[0]?.fields.owner).toEqual({ from: world.ids.ana, to: world.ids.bo })
    expect(titles[world.ids.bo]).toBe('Bo')
  })

  test('of a record that is likely there already is refused with its candidates, until the person wants it all the same', async () => {
    const there = await world.add('ana', 'account', {
      name: 'Zubizarreta Trading',
      website: 'https://zubizarreta.example',
    })
    const { call } = await connect(await assistantKey())
    const wish = {
      object: 'account',
      values: { name: 'Zubizarreta Trading SL', website: 'https://www.zubizarreta.example' },
    }
    expect(await call('create_record', wish)).toMatchObject({
      status: 409,
      code: 'possible_duplicate',
      details: { candidates: [{ id: there }] },
    })
    const { plan } = await call<Plan>('create_record', { ...wish, allowDuplicates: true })
    const { answer } = await call<{ answer: AnyRecord }>('confirm_plan', { plan })
    expect(await nameOf(answer.id)).toBe('Zubizarreta Trading SL')
    const other = await world.add('ana', 'account', { name: 'Quite Another' })
    const change = {
      object: 'account',
      id: other,
      values: { website: 'https://zubizarreta.example', name: 'Zubizarreta Trading' },
    }
    expect(await call('update_record', change)).toMatchObject({ code: 'possible_duplicate' })
    await call('confirm_plan', { plan: (await call<Plan>('update_record', { ...change, allowDuplicates: true })).plan })
    expect(await nameOf(other)).toBe('Zubizarreta Trading')
  })
})
