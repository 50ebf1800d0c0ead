import { type AnyRecord, defineObject, type Page } from '@tendero/model'
import { imageSize } from 'image-size'
import { describe, expect, test } from 'vitest'
import { file } from '../../../packages/model/src/fields/file.ts'
import { text } from '../../../packages/model/src/fields/text.ts'
import { attached, openAttachments, statusOf, upload } from '../../test/attachments.ts'
import { bomb, photo } from '../../test/picture.ts'
import { newId } from '../kernel/identity.ts'

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

const { world, ana, bo, ines, contents } = await openAttachments(contract)

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
