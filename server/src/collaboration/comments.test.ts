import type { AnyRecord, Page, Problem, Timeline, TimelineThread } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import type { Browser } from '../../test/http.ts'
import { openRights } from '../../test/keys.ts'
import { mention, openSocial, paragraph, type SentComment, words } from '../../test/social.ts'
import { openWorld } from '../../test/world.ts'
import { create, read } from '../derive/rest.ts'

const world = await openWorld()
const { ana, bo, marta, ines, deal, comment } = await openSocial(world)

const threads = async (who: Browser, path: string): Promise<readonly TimelineThread[]> =>
  (await who.json<Timeline>('GET', `${path}/timeline?kinds=comment`)).items.flatMap(({ comment: one }) => one ?? [])

async function refused(answer: Promise<Response>): Promise<[number, Problem['fields'] | undefined]> {
  const response = await answer
  return [response.status, ((await response.json()) as Problem).fields]
}

describe('a comment', () => {
  test('stands on the timeline of its record, with its author and its replies', async () => {
    const record = await deal()
    const made = await comment(ana, record, 'They want ten.')
    await comment(marta, record, 'Offer twelve.', { replyTo: made.id })
    expect(await threads(ana, `/opportunities/${record}`)).toMatchObject([
      {
        id: made.id,
        by: { name: 'Ana' },
        editedAt: null,
        body: paragraph(words('They want ten.')),
        replies: [{ by: { name: 'Marta' }, body: paragraph(words('Offer twelve.')) }],
      },
    ])
    const { items } = await ana.json<Timeline>('GET', `/opportunities/${record}/timeline`)
    expect(items.map(({ kind }) => kind)).toEqual(['comment', 'change'])
  })

  test('is for whoever may read the record, who may not change it all the same', async () => {
    const record = await deal()
    const made = await comment(ana, record, 'Between us')
    expect(await refused(bo.request('POST', '/comments', { object: 'opportunity', record, body: 'Me too' }))).toEqual([
      422,
      { record: { code: 'not_found' } },
    ])
    expect((await bo.request('GET', `/comments/${made.id}`)).status).toBe(404)
    await ines.json('PATCH', `/opportunities/${record}`, { team: world.ids.northWest })
    expect((await bo.request('PATCH', `/opportunities/${record}`, { name: 'Mine' })).status).toBe(403)
    await comment(bo, record, 'Me too')
    expect((await threads(bo, `/opportunities/${record}`)).map(({ by }) => by?.name)).toEqual(['Bo', 'Ana'])
  })

  test('is changed and deleted by its author alone, which is said and can be undone', async () => {
    const record = await deal()
    const made = await comment(ana, record, 'Ten')
    for (const other of [marta, ines]) {
      expect((await other.request('PATCH', `/comments/${made.id}`, { body: 'Never' })).status).toBe(403)
      expect((await other.request('DELETE', `/comments/${made.id}`)).status).toBe(403)
    }
    const changed = await ana.json<SentComment>('PATCH', `/comments/${made.id}`, { body: 'Twelve' })
    expect(changed).toMatchObject({ excerpt: 'Twelve', editedAt: expect.any(String) })
    const { operationId } = await ana.json<{ operationId: string }>('DELETE', `/comments/${made.id}`)
    expect(await threads(ana, `/opportunities/${record}`)).toEqual([])
    await ana.json('POST', `/operations/${operationId}/reversal`, {})
    expect(await threads(marta, `/opportunities/${record}`)).toMatchObject([{ id: made.id }])
  })

  test('that was deleted leaves the replies of others where they are', async () => {
    const record = await deal()
    const made = await comment(ana, record, 'Ten')
    const reply = await comment(marta, record, 'Why ten?', { replyTo: made.id })
    await ana.json('DELETE', `/comments/${made.id}`)
    expect(await threads(ana, `/opportunities/${record}`)).toMatchObject([
      { id: made.id, body: null, replies: [{ id: reply.id }] },
    ])
    await marta.json('DELETE', `/comments/${reply.id}`)
    expect(await threads(ana, `/opportunities/${record}`)).toEqual([])
  })

  test('that its author took back is read by nobody else', async () => {
    const made = await comment(ana, await deal(), 'Not meant for you')
    await ana.request('DELETE', `/comments/${made.id}`)
    const trash = async (who: Browser) =>
      (await who.json<Page>('GET', '/comments?deleted=true')).items.some(({ id }) => id === made.id)
    expect([await trash(ana), await trash(marta), await trash(ines)]).toEqual([true, false, false])
  })

  test('is not changed back by an administrator, but comes back with a record that they bring back', async () => {
    const record = await deal()
    const made = await comment(ana, record, 'First')
    const changed = await ana.request('PATCH', `/comments/${made.id}`, { body: 'Second' })
    const reversal = (operation: string | null) => ines.request('POST', `/operations/${operation}/reversal`, {})
    expect((await reversal(changed.headers.get('tendero-operation'))).status).toBe(403)
    const gone = await ines.json<{ operationId: string }>('DELETE', `/opportunities/${record}`)
    expect((await reversal(gone.operationId)).status).toBe(200)
    expect(await threads(marta, `/opportunities/${record}`)).toMatchObject([{ body: paragraph(words('Second')) }])
  })

  test('whose text is hidden from a role does not exist for it', async () => {
    const { personWith } = await openRights(world)
    const pat = await personWith({
      objects: { opportunity: { create: 'none', read: 'all', edit: 'none', delete: 'none' } },
      fields: { comment: { body: 'hidden' } },
    })
    const record = await deal()
    await comment(ana, record, 'Between us')
    expect(await threads(pat, `/opportunities/${record}`)).toEqual([])
    const listed = await (await pat.request('GET', '/comments')).text()
    expect(listed).not.toContain('Between us')
  })

  test('goes with its record and comes back with it', async () => {
    const record = await deal()
    await comment(ana, record, 'Ten')
    const { operationId } = await ines.json<{ operationId: string }>('DELETE', `/opportunities/${record}`)
    const listed = `/comments?filter=${encodeURIComponent(JSON.stringify({ field: 'record', op: 'is', value: record }))}`
    expect(await ana.json('GET', listed)).toMatchObject({ items: [] })
    await ines.json('POST', `/operations/${operationId}/reversal`, {})
    expect(await threads(ana, `/opportunities/${record}`)).toHaveLength(1)
  })

  test('is about a record of any object, of activities as their kind', async () => {
    const task = await world.add('ana', 'task', { subject: 'Call them', owner: world.ids.ana })
    const product = await world.add('ines', 'product', { name: 'Lamp', price: '10' })
    await ines.json('POST', '/custom-objects', { label: 'Vehicle', plural: 'Vehicles' })
    const van = await ines.json<AnyRecord>('POST', '/c-vehicles', { name: 'Van' })
    const about = async (object: string, record: string) => (await comment(ines, record, 'Look', { object })).object
    expect(await about('activity', task)).toBe('task')
    expect(await about('product', product)).toBe('product')
    expect(await about('c_vehicle', van.id)).toBe('c_vehicle')
    for (const path of [`/tasks/${task}`, `/activities/${task}`, `/products/${product}`, `/c-vehicles/${van.id}`])
      expect(await threads(ines, path)).toHaveLength(1)
  })

  test.each([
    ['a setting', () => ({ object: 'user', record: world.ids.bo }), { object: { code: 'unknown_object' } }],
    ['a comment', () => ({ object: 'comment', record: world.ids.bo }), { object: { code: 'unknown_object' } }],
    ['nothing', () => ({ object: 'opportunity', record: world.ids.bo }), { record: { code: 'not_found' } }],
  ])('is not about %s', async (_, about, fields) => {
    expect(await refused(ana.request('POST', '/comments', { ...about(), body: 'x' }))).toEqual([422, fields])
  })

  test('replies to no reply, and to nothing of another record', async () => {
    const [record, other] = [await deal(), await deal()]
    const made = await comment(ana, record, 'Ten')
    const reply = await comment(ana, record, 'Or twelve', { replyTo: made.id })
    const wrong = [422, { replyTo: { code: 'not_on_this_record' } }]
    const send = (about: string, replyTo: string) =>
      refused(ana.request('POST', '/comments', { object: 'opportunity', record: about, body: 'x', replyTo }))
    expect(await send(record, reply.id)).toEqual(wrong)
    expect(await send(other, made.id)).toEqual(wrong)
  })

  test('of another company does not exist', async () => {
    const record = await deal()
    const made = await comment(ana, record, 'Ten')
    const stranger = await world.as('stranger')
    const object = stranger.model.objects.get('comment')
    if (!object) throw new Error('no comments')
    await expect(read(world.kernel, stranger, object, made.id)).rejects.toMatchObject({ status: 404 })
    const about = { object: 'opportunity', record, body: 'x' }
    await expect(create(world.kernel, stranger, object, about)).rejects.toMatchObject({
      fields: { record: { code: 'not_found' } },
    })
  })
})

describe('a mention', () => {
  test('says the name that the person has, whatever was sent', async () => {
    const made = await comment(ana, await deal(), paragraph(words('Ask '), mention(world.ids.marta, 'The boss')))
    expect(made.body).toEqual(paragraph(words('Ask '), mention(world.ids.marta, 'Marta')))
    expect(made.excerpt).toBe('Ask @Marta')
  })

  test('of nobody in the company is refused', async () => {
    const record = await deal()
    const body = paragraph(mention(world.stranger.userId))
    expect(await refused(ana.request('POST', '/comments', { object: 'opportunity', record, body }))).toEqual([
      422,
      { body: { code: 'unknown_person' } },
    ])
  })
})
