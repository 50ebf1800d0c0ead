import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AnyRecord, defineObject, type Page, registry, sql, type Timeline } from '@tendero/model'
import { imageSize } from 'image-size'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { file } from '../../../packages/model/src/fields/file.ts'
import { text } from '../../../packages/model/src/fields/text.ts'
import { type Browser, browserOf } from '../../test/http.ts'
import { bomb, photo } from '../../test/picture.ts'
import { openWorld, type World } from '../../test/world.ts'
import { missingStatements } from '../derive/drift.ts'
import { declaredTables } from '../derive/schema.ts'
import { newId } from '../kernel/identity.ts'
import { asOwner } from '../platform/owner-connection.ts'

/** An object with a declared file field, which only this test knows. */
const contract = defineObject({
  name: 'contract',
  collection: 'contracts',
  label: { en: ['Contract', 'Contracts'], es: ['Contrato', 'Contratos'], et: ['Leping', 'Lepingud', 'lepingut'] },
  icon: 'file',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, search: 'A' }),
    paper: file({ label: ['Paper', 'Papel', 'Paber'], search: 'C' }),
  },
  title: 'name',
  list: ['name', 'paper'],
  owned: true,
  access: { create: 'all', read: 'team', edit: 'own', delete: 'own' },
  searchable: true,
})

const dataDir = mkdtempSync(join(tmpdir(), 'tendero-attached-'))
const objects = new Map([...registry, [contract.name, contract]])
let world: World
let ana: Browser & { follow: Awaited<ReturnType<typeof browserOf>>['follow'] }
let bo: typeof ana
let ines: typeof ana

beforeAll(async () => {
  world = await openWorld({ objects, dataDir })
  await asOwner(world.ownerUrl, async (client) => {
    for (const statement of await missingStatements(client, declaredTables(objects))) await client.query(statement)
  })
  const role = await world.roleId('Representative')
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  ines = await browserOf(world, 'ines')
  const { rights } = await ines.json<AnyRecord & { rights: Record<string, object> }>('GET', `/roles/${role}`)
  await ines.json('PATCH', `/roles/${role}`, {
    rights: { ...rights, objects: { ...rights.objects, contract: contract.access, opportunity: contract.access } },
  })
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const contents = async () =>
  (await readdir(join(dataDir, 'files', 'contents', world.workspaceId)).catch(() => [])).sort()

interface Uploaded extends AnyRecord {
  readonly name: string
  readonly type: string
  readonly size: number
}

async function upload(who: Browser, path: string, name: string, content: string | Uint8Array<ArrayBuffer>) {
  const answer = await who.send('POST', `${path}?name=${encodeURIComponent(name)}`, content)
  expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([201, ''])
  return { file: (await answer.json()) as Uploaded, operation: answer.headers.get('tendero-operation') }
}

async function deal(who: Browser = ana): Promise<string> {
  const { items } = await who.json<Page>('GET', '/stages?sort=position&limit=1')
  const [stage] = items
  const made = await who.json<AnyRecord>('POST', '/opportunities', {
    name: `Deal ${newId()}`,
    pipeline: stage?.pipeline,
    stage: stage?.id,
  })
  return made.id
}

/** What an address answers, its body left alone. */
async function statusOf(answer: Promise<Response>): Promise<number> {
  const { status, body } = await answer
  await body?.cancel()
  return status
}

const attached = async (who: Browser, record: string, deleted = false): Promise<readonly AnyRecord[]> => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'record', op: 'is', value: record }))
  return (await who.json<Page>('GET', `/files?filter=${filter}&sort=name${deleted ? '&deleted=true' : ''}`)).items
}

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
      details: { most: 1_048_576 },
    })
    expect((await ana.send('POST', path, new Uint8Array(1_048_576))).status).toBe(201)
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
    const room = Math.ceil((used.n + 1) / 1_048_576)
    await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { fileQuota: room })
    const half = new Uint8Array(Math.floor((room * 1_048_576 - used.n) / 2) + 1)
    const answers = await Promise.all(
      [1, 2, 3].map((n) => ana.send('POST', `/opportunities/${id}/files?name=${n}.bin`, half)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422])
    await ines.json('PATCH', `/workspaces/${world.workspaceId}`, { fileQuota: 10_000 })
  })
})

describe('a field that holds a file', () => {
  test('takes one that was uploaded before, and says of it what is true', async () => {
    const { file: made } = await upload(ana, '/files', 'contract.pdf', '%PDF-1.4')
    expect(await statusOf(bo.request('GET', `/files/${made.id}/content`))).toBe(404)
    expect(await statusOf(ines.request('GET', `/files/${made.id}/content`))).toBe(404)
    const record = await ana.json<AnyRecord>('POST', '/contracts', {
      name: 'Lease',
      paper: { id: made.id, name: 'lie.exe', type: 'text/html', size: 1 },
    })
    const paper = { id: made.id, name: 'contract.pdf', type: 'application/pdf', size: 8 }
    expect(record.paper).toEqual(paper)
    expect(await ines.json('GET', `/files/${made.id}`)).toMatchObject({
      object: 'contract',
      record: record.id,
      field: 'paper',
    })
    expect(await statusOf(ines.request('GET', `/files/${made.id}/content`))).toBe(200)
    expect(await statusOf(bo.request('GET', `/files/${made.id}/content`))).toBe(404)
    const same = await ana.json<AnyRecord>('PATCH', `/contracts/${record.id}`, { paper: made.id, name: 'Lease 2' })
    expect(same.paper).toEqual(paper)
  })

  test('refuses a file that stands elsewhere, of another person, or that is none', async () => {
    const { file: mine } = await upload(ana, '/files', 'a.txt', 'a')
    const { file: theirs } = await upload(bo, '/files', 'b.txt', 'b')
    await ana.json('POST', '/contracts', { name: 'First', paper: mine.id })
    const code = { code: 'invalid_input', fields: { paper: { code: 'not_found' } } }
    for (const paper of [mine.id, theirs.id, newId()])
      expect(await ana.json('POST', '/contracts', { name: 'Second', paper })).toMatchObject(code)
    expect(await ana.json('POST', '/contracts', { name: 'Third', paper: 'x' })).toMatchObject({
      fields: { paper: { code: 'not_a_file' } },
    })
    const { file: words } = await upload(ana, '/files', 'photo.jpg', 'no photo')
    expect(await ana.json('POST', '/contacts', { lastName: 'X', photo: words.id })).toMatchObject({
      fields: { photo: { code: 'not_an_image' } },
    })
  })

  test('lets the one before go, and an undo brings it back', async () => {
    const { file: first } = await upload(ana, '/files', 'first.txt', '1')
    const { file: second } = await upload(ana, '/files', 'second.txt', '2')
    const record = await ana.json<AnyRecord>('POST', '/contracts', { name: 'Change', paper: first.id })
    const change = await ana.request('PATCH', `/contracts/${record.id}`, { paper: second.id })
    const operation = change.headers.get('tendero-operation')
    expect(await statusOf(ana.request('GET', `/files/${first.id}/content`))).toBe(404)
    expect((await ana.request('POST', `/operations/${operation}/reversal`)).status).toBe(200)
    expect(await ana.json('GET', `/contracts/${record.id}`)).toMatchObject({ paper: { id: first.id } })
    expect(await statusOf(ana.request('GET', `/files/${first.id}/content`))).toBe(200)
    expect(await ana.json('GET', `/files/${second.id}`)).toMatchObject({ record: null, field: null })
  })

  test('is the only way to rename or remove what stands in it', async () => {
    const { file: made } = await upload(ana, '/files', 'fixed.txt', '1')
    const record = await ana.json<AnyRecord>('POST', '/contracts', { name: 'Fixed', paper: made.id })
    for (const [method, path, body] of [
      ['PATCH', `/files/${made.id}`, { name: 'other' }],
      ['DELETE', `/files/${made.id}`, undefined],
    ] as const)
      expect(await ana.json(method, path, body)).toMatchObject({ status: 409, code: 'file_in_field' })
    await ana.json('PATCH', `/contracts/${record.id}`, { paper: null })
    expect((await ana.request('POST', `/files/${made.id}/restoration`)).status).toBe(409)
  })

  test('hides its file where it is hidden itself', async () => {
    const { file: made } = await upload(ana, '/files', 'face.jpg', await photo(80, 40, 6))
    const contact = await ana.json<AnyRecord>('POST', '/contacts', { lastName: 'Face', photo: made.id })
    expect((await bo.request('GET', `/contacts/${contact.id}`)).status).toBe(200)
    expect(await statusOf(bo.request('GET', `/files/${made.id}/content`))).toBe(200)
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<AnyRecord & { rights: object }>('GET', `/roles/${role}`)
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: { contact: { photo: 'hidden' } } } })
    expect(await statusOf(bo.request('GET', `/files/${made.id}/content`))).toBe(404)
    expect(await statusOf(bo.request('GET', `/files/${made.id}/variants/64`))).toBe(404)
    expect(await attached(bo, contact.id)).toEqual([])
    await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields: {} } })
  })

  test('may be one that an administrator made', async () => {
    await ines.json('POST', '/custom-fields', { label: 'Floor plan', object: 'account', kind: 'image' })
    const { file: made } = await upload(ana, '/files', 'plan.png', await photo(10, 10, 6))
    const record = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Plan', c_floorPlan: { id: made.id } })
    expect(record.c_floorPlan).toMatchObject({ id: made.id, name: 'plan.png', type: 'image/jpeg' })
    const filter = encodeURIComponent(JSON.stringify({ field: 'c_floorPlan', op: 'contains', value: 'PLAN' }))
    expect((await ana.json<Page>('GET', `/accounts?filter=${filter}&sort=c_floorPlan`)).items).toMatchObject([
      { id: record.id },
    ])
    expect(await ana.json('GET', '/search?q=plan&objects=account')).toMatchObject({ items: [{ id: record.id }] })
  })

  test('leaves as name and address, and is described to programs', async () => {
    const { file: made } = await upload(ana, '/files', '=calc.txt', '1')
    await ana.json('POST', '/contracts', { name: 'Exported', paper: made.id })
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: 'Exported' }))
    const csv = await (await ana.request('GET', `/contracts/export?fields=name,paper&filter=${filter}`)).text()
    const address = `http://localhost/api/v1/files/${made.id}/content?workspace=${world.slug}`
    expect(csv.trim().split('\r\n')[1]).toBe(`Exported,'=calc.txt,${address}`)
    const document = await ana.json<{ components: { schemas: Record<string, { properties: object }> } }>(
      'GET',
      '/openapi.json',
    )
    expect(document.components.schemas.Contract?.properties).toMatchObject({
      paper: { anyOf: [{ type: 'object', required: ['id'] }, { type: 'null' }] },
    })
  })
})

describe('a smaller variant of an image', () => {
  test('is made once, turned as the camera was held, without what the camera wrote', async () => {
    const taken = await photo(800, 400, 6)
    expect(Buffer.from(taken).includes('Secret owner')).toBe(true)
    const { file: made } = await upload(ana, '/files', 'photo.jpg', taken)
    const answer = await ana.request('GET', `/files/${made.id}/variants/256`)
    expect(answer.headers.get('content-type')).toBe('image/webp')
    const variant = Buffer.from(await answer.arrayBuffer())
    expect(imageSize(variant)).toMatchObject({ type: 'webp', width: 128, height: 256 })
    expect(variant.includes('Secret owner')).toBe(false)
    expect(await contents()).toContain(`${made.id}.256.webp`)
    const again = await ana.request('GET', `/files/${made.id}/variants/256`)
    expect(Buffer.from(await again.arrayBuffer())).toEqual(variant)
    const etag = answer.headers.get('etag') ?? ''
    const known = await ana.request('GET', `/files/${made.id}/variants/256`, undefined, { 'if-none-match': etag })
    expect(known.status).toBe(304)
    expect(await statusOf(ana.request('GET', `/files/${made.id}/variants/300`))).toBe(404)
  })

  test('is no larger than the image', async () => {
    const { file: made } = await upload(ana, '/files', 'dot.jpg', await photo(20, 10, 6))
    const answer = await ana.request('GET', `/files/${made.id}/variants/1024`)
    expect(imageSize(new Uint8Array(await answer.arrayBuffer()))).toMatchObject({ width: 10, height: 20 })
  })

  test('is refused of what is broken, no image, or a small file that claims to be a huge picture', async () => {
    const broken = (await photo(300, 300, 1)).slice(0, 200)
    for (const [name, content] of [
      ['bomb.png', bomb(12_000, 12_000)],
      ['broken.jpg', broken],
      ['words.jpg', 'only words'],
    ] as const) {
      const { file: made } = await upload(ana, '/files', name, content)
      expect(await ana.json('GET', `/files/${made.id}/variants/64`)).toMatchObject({
        status: 422,
        code: 'not_an_image',
      })
      expect(await contents()).not.toContain(`${made.id}.64.webp`)
    }
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
