import type { AnyRecord, MergePreview, MergeResult, Page, Problem, Timeline } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../test/http.ts'
import { openWorld, type World } from '../../test/world.ts'

let world: World
let ana: Browser
let bo: Browser
let ines: Browser
let n = 0

beforeAll(async () => {
  world = await openWorld()
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  ines = await browserOf(world, 'ines')
})

async function made(path: string, values: unknown, who = ines): Promise<AnyRecord> {
  const answer = await who.request('POST', path, values)
  expect([answer.status, answer.status < 300 ? '' : await answer.clone().text()]).toEqual([201, ''])
  return (await answer.json()) as AnyRecord
}
const read = (path: string, who = ines) => who.json<AnyRecord>('GET', path)
const items = async (path: string) => (await ines.json<Page<AnyRecord>>('GET', path)).items
const pointsOf = async (id: string) =>
  (
    await items(
      `/contact-points?filter=${encodeURIComponent(JSON.stringify({ field: 'contact', op: 'is', value: id }))}`,
    )
  ).map(({ value, primary, optedOut }) => `${value}${primary ? ' first' : ''}${optedOut ? ' opted out' : ''}`)

async function merged(wish: unknown, who = ines): Promise<MergeResult> {
  const answer = await who.request('POST', '/merges', wish)
  expect([answer.status, answer.status === 200 ? '' : await answer.clone().text()]).toEqual([200, ''])
  return (await answer.json()) as MergeResult
}

async function refused(wish: unknown, status: number, who = ines): Promise<Problem> {
  const answer = await who.request('POST', '/merges', wish)
  expect(answer.status).toBe(status)
  return (await answer.json()) as Problem
}

/** Every row that a merge may touch, but for what tells when and by which operation. */
async function everything(): Promise<string> {
  const tables =
    `account contact lead contact_point affiliation opportunity opportunity_contact activity comment file share
    view follower merged_record match_key record_link`.split(/\s+/)
  const rows = []
  for (const table of tables) {
    const { rows: found } = await world.kernel.database.direct.query(
      `select to_jsonb(t) - array['updated_at','updated_by_id','version','operation_id','deleted_by_id'] as row from tendero."${table}" t
       where workspace_id = $1 order by 1`,
      [world.workspaceId],
    )
    rows.push([table, found.filter(({ row }) => !row.deleted_at)])
  }
  return JSON.stringify(rows, null, 1)
}

async function twoPeople() {
  n += 1
  const company = await made('/accounts', { name: `Talleres ${n}` })
  const master = await made('/contacts', {
    firstName: 'Ana',
    lastName: `Rubio${n}`,
    account: company.id,
    email: `ana${n}@example.com`,
    tags: ['vip'],
  })
  const loser = await made('/contacts', {
    firstName: 'Ana María',
    lastName: `Rubio${n}`,
    account: company.id,
    email: `ANA${n}@example.com`,
    phone: '+34 600 100 200',
    jobTitle: 'Buyer',
    tags: ['vip', 'fair'],
    preferences: 'Rings in the morning',
  })
  return { company, master, loser }
}

describe('a merge', () => {
  test('brings all that belongs to one to the other, once, with the strictest marks', async () => {
    const { company, master, loser } = await twoPeople()
    const [point] = await items(
      `/contact-points?filter=${encodeURIComponent(JSON.stringify({ field: 'contact', op: 'is', value: loser.id }))}&sort=kind`,
    )
    await ines.json('PATCH', `/contact-points/${point?.id}`, { optedOut: true })
    await made('/contact-points', { contact: loser.id, kind: 'email', value: `other${n}@example.com` })
    const deal = await made('/opportunities', { name: 'Saws', account: company.id })
    await made('/opportunity-contacts', { opportunity: deal.id, contact: master.id })
    await made('/opportunity-contacts', { opportunity: deal.id, contact: loser.id })
    const call = await made('/calls', { subject: 'Ring', contact: loser.id })
    await made('/comments', {
      object: 'contact',
      record: loser.id,
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Likes green' }] }] },
    })
    await made('/shares', { object: 'contact', record: loser.id, user: world.ids.bo, access: 'edit' })
    await made('/shares', { object: 'contact', record: master.id, user: world.ids.bo, access: 'read' })
    const view = await made('/views', {
      object: 'call',
      name: `With her ${n}`,
      definition: { filter: { field: 'contact', op: 'is', value: loser.id } },
    })
    const before = await everything()

    const preview = await ines.json<MergePreview>('POST', '/merges/preview', {
      object: 'contact',
      master: master.id,
      records: [master.id, loser.id],
    })
    expect(preview.fields.find(({ field }) => field === 'jobTitle')).toMatchObject({
      from: loser.id,
      rule: 'only',
      value: 'Buyer',
    })
    expect(preview.fields.find(({ field }) => field === 'firstName')).toMatchObject({
      from: master.id,
      differs: true,
      value: 'Ana',
    })
    expect(preview.moves).toContainEqual({ object: 'call', records: 1 })
    expect(preview.points).toContainEqual({ kind: 'email', value: `ana${n}@example.com`, valid: true, optedOut: true })
    expect(await everything()).toBe(before)

    const result = await merged({
      object: 'contact',
      master: master.id,
      records: [loser.id, master.id],
      fields: { firstName: loser.id },
    })
    expect(await read(`/contacts/${master.id}`)).toMatchObject({
      name: `Ana María Rubio${n}`,
      jobTitle: 'Buyer',
      email: `ana${n}@example.com`,
      phone: { e164: '+34600100200' },
      preferences: 'Rings in the morning',
    })
    expect((await read(`/contacts/${master.id}`)).tags).toHaveLength(2)
    expect((await pointsOf(master.id)).sort()).toEqual(
      [`ana${n}@example.com first opted out`, `other${n}@example.com`, '+34 600 100 200 first'].sort(),
    )
    expect((await read(`/calls/${call.id}`)).contact).toBe(master.id)
    const roles = await items(
      `/opportunity-contacts?filter=${encodeURIComponent(JSON.stringify({ field: 'opportunity', op: 'is', value: deal.id }))}`,
    )
    expect(roles.map(({ contact }) => contact)).toEqual([master.id])
    const affiliations = await items(
      `/affiliations?filter=${encodeURIComponent(JSON.stringify({ field: 'contact', op: 'is', value: master.id }))}`,
    )
    expect(affiliations.map(({ account, primary }) => [account, primary])).toEqual([[company.id, true]])
    expect((await read(`/views/${view.id}`)).definition).toMatchObject({
      filter: { field: 'contact', op: 'is', value: master.id },
    })
    const timeline = await ines.json<Timeline>('GET', `/contacts/${master.id}/timeline`)
    expect(JSON.stringify(timeline)).toContain('Likes green')
    const shares = await world.kernel.database.direct.query(
      'select access from tendero.share where record = $1 and deleted_at is null',
      [master.id],
    )
    expect(shares.rows).toEqual([{ access: 'edit' }])

    const undone = await ines.request('POST', `/operations/${result.operationId}/reversal`, {})
    expect(undone.status).toBe(200)
    expect(await everything()).toBe(before)
  })

  test('keeps of an address that two had why it reaches nobody, and that somebody called it right', async () => {
    const pair = async (firstName: string) => [
      await made('/contacts', { firstName, lastName: 'Marks', email: `${firstName}@gmial.com` }),
      await made('/contacts', { firstName, lastName: 'Marks', email: `${firstName}@gmial.com` }),
    ]
    const marks = async (id: string) =>
      (
        await items(
          `/contact-points?filter=${encodeURIComponent(JSON.stringify({ field: 'contact', op: 'is', value: id }))}`,
        )
      ).map(({ id: point, valid, fault, suggestion, confirmed }) => ({ point, valid, fault, suggestion, confirmed }))
    const [one, two] = await pair('petra')
    if (!one || !two) throw new Error('nobody')
    const [theirs] = await marks(two.id)
    await ines.json('PATCH', `/contact-points/${theirs?.point}`, { confirmed: true })
    const { operationId } = await merged({ object: 'contact', master: one.id, records: [one.id, two.id] })
    expect(await marks(one.id)).toMatchObject([{ valid: true, fault: null, suggestion: null, confirmed: true }])
    await ines.json('POST', `/operations/${operationId}/reversal`)
    expect(await marks(one.id)).toMatchObject([{ valid: false, fault: 'misspelt', suggestion: 'petra@gmail.com' }])

    const [three, four] = await pair('olalla')
    if (!three || !four) throw new Error('nobody')
    const [own] = await marks(three.id)
    await world.kernel.database.direct.query(
      `update tendero.contact_point set valid = true, fault = null, suggestion = null where id = $1`,
      [own?.point],
    )
    await merged({ object: 'contact', master: three.id, records: [three.id, four.id] })
    expect(await marks(three.id)).toMatchObject([{ valid: false, fault: 'misspelt', suggestion: 'olalla@gmail.com' }])
  })

  test('leaves the old id leading to the record that stays, also as a reference, and through further merges', async () => {
    const { company, master, loser } = await twoPeople()
    const third = await made('/contacts', { firstName: 'A.', lastName: `Rubio${n}`, account: company.id })
    await merged({ object: 'contact', master: master.id, records: [master.id, loser.id] })
    const last = await merged({ object: 'contact', master: third.id, records: [master.id, third.id] })
    const answer = await ines.request('GET', `/contacts/${loser.id}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `/api/v1/contacts/${third.id}`])
    const write = await ines.request('PATCH', `/contacts/${loser.id}`, { jobTitle: 'x' })
    expect(write.status).toBe(409)
    expect(await write.json()).toMatchObject({ code: 'merged', details: { mergedInto: third.id } })
    expect((await ines.request('POST', `/contacts/${loser.id}/restoration`, {})).status).toBe(409)
    const call = await made('/calls', { subject: 'Ring', contact: loser.id })
    expect(call.contact).toBe(third.id)
    const moved = await ines.json<AnyRecord>('PATCH', `/calls/${call.id}`, { contact: master.id })
    expect(moved.contact).toBe(third.id)
    await ines.request('DELETE', `/calls/${call.id}`)
    expect((await ines.request('POST', `/operations/${last.operationId}/reversal`, {})).status).toBe(200)
    expect((await ines.request('GET', `/contacts/${loser.id}`)).headers.get('location')).toBe(
      `/api/v1/contacts/${master.id}`,
    )
    expect((await ines.request('GET', `/contacts/${master.id}`)).status).toBe(200)
  })

  test('lets a converted lead stay, which tells what it became', async () => {
    const [converted, other] = [
      await made('/leads', { lastName: 'Pons', company: `Pons ${n}` }),
      await made('/leads', { lastName: 'Pons' }),
    ]
    await ines.json('POST', `/leads/${converted.id}/conversion`, { account: 'new', contact: 'new', opportunity: null })
    const records = [converted.id, other.id]
    expect(await refused({ object: 'lead', master: other.id, records }, 409)).toMatchObject({
      code: 'converted_lead_stays',
      details: { records: [converted.id] },
    })
    await merged({ object: 'lead', master: converted.id, records })
    expect(await read(`/leads/${converted.id}`)).toMatchObject({ status: 'converted', lastName: 'Pons' })
  })

  test('of companies brings people, deals and daughters along, and makes nobody their own parent', async () => {
    n += 1
    const [one, two] = [await made('/accounts', { name: `Uno ${n}` }), await made('/accounts', { name: `Dos ${n}` })]
    await ines.json('PATCH', `/accounts/${one.id}`, { parent: two.id })
    const daughter = await made('/accounts', { name: `Hija ${n}`, parent: two.id })
    const person = await made('/contacts', { lastName: `Sanz${n}`, account: two.id })
    const deal = await made('/opportunities', { name: 'Big', account: two.id })
    await merged({ object: 'account', master: one.id, records: [one.id, two.id] })
    expect((await read(`/accounts/${one.id}`)).parent).toBeNull()
    expect((await read(`/accounts/${daughter.id}`)).parent).toBe(one.id)
    expect((await read(`/contacts/${person.id}`)).account).toBe(one.id)
    expect((await read(`/opportunities/${deal.id}`)).account).toBe(one.id)
  })

  test('takes values by rule: the newest, the most complete, a number that can be dialled', async () => {
    const { master, loser } = await twoPeople()
    await ines.json('PATCH', `/contacts/${master.id}`, { phone: '12' })
    await ines.json('PATCH', `/contacts/${loser.id}`, { firstName: 'Anita' })
    const planned = async (rule: string) => {
      const { fields } = await ines.json<MergePreview>('POST', '/merges/preview', {
        object: 'contact',
        master: master.id,
        records: [master.id, loser.id],
        rule,
      })
      return Object.fromEntries(
        fields.map(({ field, from }) => [field, from === master.id ? 'master' : from === loser.id ? 'loser' : from]),
      )
    }
    expect(await planned('master')).toMatchObject({ firstName: 'master', phone: 'master', jobTitle: 'loser' })
    expect(await planned('newest')).toMatchObject({ firstName: 'loser', phone: 'loser' })
    expect(await planned('most_complete')).toMatchObject({ firstName: 'loser' })
    expect(await planned('verified')).toMatchObject({ firstName: 'master', phone: 'loser', tags: null })
  })

  test('is refused for who may not, for what was changed or merged meanwhile, and for what is none', async () => {
    const { master, loser } = await twoPeople()
    const wish = { object: 'contact', master: master.id, records: [master.id, loser.id] }
    await refused(wish, 403, ana)
    await refused({ ...wish, records: [master.id] }, 422)
    await refused({ ...wish, master: '0198a000-0000-7000-8000-00000000d0b1' }, 422)
    await refused({ ...wish, records: [master.id, '0198a000-0000-7000-8000-00000000d0b1'] }, 404)
    await refused({ ...wish, object: 'user' }, 404)
    expect((await refused({ ...wish, versions: { [loser.id]: 99 } }, 409)).code).toBe('record_changed')
    const both = await Promise.all([
      ines.request('POST', '/merges', wish),
      ines.request('POST', '/merges', { ...wish, master: loser.id }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await refused(wish, 409)).code).toBe('merged')
  })

  test('tells nothing of records that one may not see', async () => {
    const hidden = await made('/leads', { lastName: 'Oculto' }, bo)
    const own = await made('/leads', { lastName: 'Oculto' }, ana)
    const answer = await ana.request('POST', '/merges/preview', {
      object: 'lead',
      master: own.id,
      records: [own.id, hidden.id],
    })
    expect([403, 404]).toContain(answer.status)
  })
})
