import { sql, type Timeline } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { attached, openAttachments, statusOf, upload } from '../../test/attachments.ts'
import { browserOf } from '../../test/http.ts'
import { asOwner } from '../platform/owner-connection.ts'

const { world, ana, bo, ines, contents, deal } = await openAttachments()

describe('a file that is attached to a record', () => {
  test('is kept as it came, under a clean name and the type that its content shows', async () => {
    const id = await deal()
    const { file: made } = await upload(ana, `/opportunities/${id}/files`, '../../oferta ñ\u202e.pdf', '%PDF-1.7 hello')
    expect(made).toMatchObject({ name: 'oferta ñ.pdf', type: 'application/pdf', size: 14, object: 'opportunity' })
    expect(made).not.toHaveProperty('content')
    const answer = await ana.request('GET', `/files/${made.id}/content`)
    expect(await answer.text()).toBe('%PDF-1.7 hello')
    expect(answer.headers.get('content-disposition')).toBe(
      `inline; filename="oferta _.pdf"; filename*=UTF-8''oferta%20%C3%B1.pdf`,
    )
    expect(await attached(ana, id)).toMatchObject([{ id: made.id, name: 'oferta ñ.pdf' }])
    expect(await contents()).toContain(made.id)
  })

  test('is there for whoever may see the record, and for nobody else, by its address too', async () => {
    const id = await deal()
    const { file: made } = await upload(ana, `/opportunities/${id}/files`, 'x.txt', 'hello')
    const seen = async (who: typeof ana) => [
      (await who.request('GET', `/files/${made.id}`)).status,
      await statusOf(who.request('GET', `/files/${made.id}/content`)),
      await statusOf(who.follow(`/files/${made.id}/content?workspace=${world.slug}`)),
      (await attached(who, id)).length,
    ]
    expect(await seen(ana)).toEqual([200, 200, 200, 1])
    expect(await seen(await browserOf(world, 'marta'))).toEqual([200, 200, 200, 1])
    expect(await seen(ines)).toEqual([200, 200, 200, 1])
    expect(await seen(bo)).toEqual([404, 404, 404, 0])
    expect((await bo.send('POST', `/opportunities/${id}/files?name=a`, 'x')).status).toBe(404)
    expect((await bo.request('PATCH', `/files/${made.id}`, { name: 'mine' })).status).toBe(404)
    expect((await bo.request('DELETE', `/files/${made.id}`)).status).toBe(404)
    await ines.json('PATCH', `/opportunities/${id}`, { team: world.ids.northWest })
    expect(await seen(bo)).toEqual([200, 200, 200, 1])
    expect((await bo.send('POST', `/opportunities/${id}/files?name=a`, 'x')).status).toBe(403)
    expect((await bo.request('PATCH', `/files/${made.id}`, { name: 'mine' })).status).toBe(403)
    expect((await bo.request('DELETE', `/files/${made.id}`)).status).toBe(403)
  })

  test('goes and comes back with the record', async () => {
    const id = await deal()
    const { file: one } = await upload(ana, `/opportunities/${id}/files`, 'one.txt', '1')
    const { file: two } = await upload(ana, `/opportunities/${id}/files`, 'two.txt', '2')
    await ana.json('DELETE', `/files/${one.id}`)
    await ana.json('DELETE', `/opportunities/${id}`)
    expect(await statusOf(ines.request('GET', `/files/${two.id}/content`))).toBe(404)
    await ana.json('POST', `/opportunities/${id}/restoration`, {})
    expect((await attached(ana, id)).map((row) => row.id)).toEqual([two.id])
    await ana.json('POST', `/files/${one.id}/restoration`, {})
    expect((await attached(ana, id)).map((row) => row.id)).toEqual([one.id, two.id])
    expect(await (await ana.request('GET', `/files/${one.id}/content`)).text()).toBe('1')
  })

  test('is renamed and removed, which the timeline tells and an undo takes back', async () => {
    const id = await deal()
    const { file: made, operation } = await upload(ana, `/opportunities/${id}/files`, 'draft.txt', 'draft')
    const { operationId } = await ana.json<{ operationId: string }>('DELETE', `/files/${made.id}`)
    const told = async () =>
      (await ana.json<Timeline>('GET', `/opportunities/${id}/timeline?kinds=file`)).items.map(
        ({ kind, file: done }) => [kind, done?.verb, done?.file.name, done?.there, done?.by?.name],
      )
    expect(await told()).toEqual([
      ['file', 'delete', 'draft.txt', false, 'Ana'],
      ['file', 'create', 'draft.txt', false, 'Ana'],
    ])
    expect((await ana.request('POST', `/operations/${operationId}/reversal`)).status).toBe(200)
    await ana.json('PATCH', `/files/${made.id}`, { name: 'final.txt' })
    expect(await told()).toEqual([
      ['file', 'update', 'final.txt', true, 'Ana'],
      ['file', 'restore', 'final.txt', true, 'Ana'],
      ['file', 'delete', 'final.txt', true, 'Ana'],
      ['file', 'create', 'final.txt', true, 'Ana'],
    ])
    expect(await ana.json('POST', `/operations/${operation}/reversal`)).toMatchObject({
      code: 'operation_not_revertible',
    })
    const all = await ana.json<Timeline>('GET', `/opportunities/${id}/timeline`)
    expect(all.items.map(({ kind }) => kind)).toEqual(['file', 'file', 'file', 'file', 'change'])
  })

  test('of an activity has the rights of its kind, whatever address attached it', async () => {
    const note = await world.add('ana', 'note', { subject: 'Meeting' })
    const { file: made } = await upload(ana, `/activities/${note}/files`, 'minutes.txt', 'text')
    expect(made.object).toBe('note')
    expect(await statusOf(ana.request('GET', `/files/${made.id}/content`))).toBe(200)
    expect(await statusOf(bo.request('GET', `/files/${made.id}/content`))).toBe(404)
  })

  test('is refused to a role without files, and its maker can say nothing but its name', async () => {
    const id = await deal()
    const { file: made } = await upload(ana, `/opportunities/${id}/files`, 'x.txt', 'x')
    for (const patch of [{ type: 'text/html' }, { record: id }, { object: 'lead' }, { size: 1 }, { field: 'x' }])
      expect((await ana.request('PATCH', `/files/${made.id}`, patch)).status).toBe(422)
    expect(await ines.json('POST', '/files/bulk', { create: [{ name: 'hollow' }] })).toMatchObject({
      results: [{ ok: false }],
    })
    expect((await ines.request('GET', `/imports/sample?object=file`)).status).toBe(422)
  })
})

describe('a content', () => {
  const hostile: readonly (readonly [name: string, content: string, type: string])[] = [
    ['page.pdf', '<!doctype html><script>alert(1)</script>', 'text/html'],
    ['drawing.png', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'image/svg+xml'],
    ['feed.txt', '<?xml version="1.0"?><x/>', 'application/xml'],
    ['program.jpg', 'MZ\u0000\u0001', 'application/octet-stream'],
  ]

  test.each(hostile)('%s is handed out to be kept, whatever it is called', async (name, content, type) => {
    const id = await deal()
    const { file: made } = await upload(ana, `/opportunities/${id}/files`, name, content)
    expect(made.type).toBe(type)
    const { headers } = await ana.request('GET', `/files/${made.id}/content`)
    expect(headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(headers.get('content-type')).toBe('application/octet-stream')
    expect(headers.get('content-security-policy')).toMatch(/sandbox$/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })

  test('is shown as text, and kept when asked for', async () => {
    const id = await deal()
    const { file: made } = await upload(ana, `/opportunities/${id}/files`, 'list.csv', 'a;b\n1;ñ\n')
    expect(made.type).toBe('text/csv')
    const shown = await ana.request('GET', `/files/${made.id}/content`)
    expect(shown.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(shown.headers.get('content-disposition')).toMatch(/^inline;/)
    const kept = await ana.request('GET', `/files/${made.id}/content?download=true`)
    expect(kept.headers.get('content-disposition')).toMatch(/^attachment;/)
  })

  test('comes in parts, and not at all to who has it', async () => {
    const id = await deal()
    const { file: made } = await upload(ana, `/opportunities/${id}/files`, 'long.txt', '0123456789')
    const path = `/files/${made.id}/content`
    const whole = await ana.request('GET', path)
    const etag = whole.headers.get('etag') ?? ''
    expect([whole.headers.get('content-length'), whole.headers.get('accept-ranges')]).toEqual(['10', 'bytes'])
    const part = await ana.request('GET', path, undefined, { range: 'bytes=2-4' })
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10'])
    const end = await ana.request('GET', path, undefined, { range: 'bytes=-3', 'if-range': etag })
    expect([end.status, await end.text()]).toEqual([206, '789'])
    const changed = await ana.request('GET', path, undefined, { range: 'bytes=0-1', 'if-range': '"other"' })
    expect([changed.status, await changed.text()]).toEqual([200, '0123456789'])
    expect((await ana.request('GET', path, undefined, { range: 'bytes=10-' })).status).toBe(416)
    expect((await ana.request('GET', path, undefined, { 'if-none-match': etag })).status).toBe(304)
    const head = await ana.request('HEAD', path)
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', ''])
  })

  test('that is too large, empty or has no room is refused, and nothing of it stays', async () => {
    const id = await deal()
    const path = `/opportunities/${id}/files?name=x.bin`
    const before = await contents()
    const limits = async (patch: object) => ines.json('PATCH', `/workspaces/${world.workspaceId}`, patch)
    await limits({ fileLimit: 1 })
    const large = new Uint8Array(1_048_577)
    expect(await (await ana.send('POST', path, large)).json()).toMatchObject({
      status: 413,
      code: 'file_too_large',
      details: { most: 1_000_000 },
    })
    expect((await ana.send('POST', path, new Uint8Array(1_000_000))).status).toBe(201)
    await limits({ fileQuota: 1 })
    expect(await (await ana.send('POST', path, 'x')).json()).toMatchObject({ status: 422, code: 'storage_full' })
    await limits({ fileLimit: 25, fileQuota: 10_000 })
    expect(await (await ana.send('POST', path, '')).json()).toMatchObject({ code: 'empty_file' })
    expect((await contents()).length).toBe(before.length + 1)
  })

  test('of uploads at once does not go over the room together', async () => {
    const id = await deal()
    const [used] = await asOwner(world.ownerUrl, async (client) => {
      const { rows } = await client.query('select sum(size)::int as n from tendero.file where deleted_at is null')
      return rows
    })
    const room = Math.ceil((used.n + 1) / 1_000_000)
    await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { fileQuota: room })
    const half = new Uint8Array(Math.floor((room * 1_000_000 - used.n) / 2) + 1)
    const answers = await Promise.all(
      [1, 2, 3].map((n) => ana.send('POST', `/opportunities/${id}/files?name=${n}.bin`, half)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422])
    await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { fileQuota: 10_000 })
  })
})

test('another workspace never sees a file', async () => {
  const id = await deal()
  const { file: made } = await upload(ana, `/opportunities/${id}/files`, 'x.txt', 'x')
  const stranger = await world.as('stranger')
  const rows = await world.kernel.database.read(stranger.actor.workspaceId, (tx) =>
    tx.rows(sql`select id from app.file f where f.workspace_id = ${tx.workspaceId} and f.id = ${made.id}`),
  )
  expect(rows).toEqual([])
})
