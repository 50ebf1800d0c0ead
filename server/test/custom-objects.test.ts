import type { AggregateResult, AnyRecord, Metadata, Page, Timeline } from '@tendero/model'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { importNow } from '../src/importing/index.ts'
import { type Browser, browserOf } from './http.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld, type World } from './world.ts'

/** An object that an administrator makes at run time, asked through everything that a declared one has. */
const dataDir = suiteFolder()
let world: World
let ines: Browser
let ana: Browser
let bo: Browser
let cancity: string

const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

async function addField(object: string, label: string, kind: string, options?: unknown): Promise<AnyRecord> {
  const answer = await ines.request('POST', '/custom-fields', { object, label, kind, options })
  expect(answer.status, await answer.clone().text()).toBe(201)
  return answer.json() as Promise<AnyRecord>
}

beforeAll(async () => {
  world = await openWorld({ dataDir })
  ines = await browserOf(world, 'ines')
  ana = await browserOf(world, 'ana')
  bo = await browserOf(world, 'bo')
  cancity = await world.add('ana', 'account', { name: 'Cancity' })
})

describe('an object that an administrator makes', () => {
  test('has a name, an address, and for each role the rights that it has on accounts', async () => {
    expect((await ana.request('GET', '/custom-records')).status).toBe(404)
    const made = await ines.json('POST', '/custom-objects', {
      label: 'Máquina',
      plural: 'Máquinas de café',
      icon: 'coffee',
      titleLabel: 'Número de serie',
    })
    expect(made).toMatchObject({ name: 'c_maquina', collection: 'c-maquinas-de-cafe' })
    expect((await ana.request('POST', '/custom-objects', { label: 'Mine', plural: 'Mine' })).status).toBe(403)
    const { objects } = await ana.json<Metadata>('GET', '/metadata')
    const account = objects.find((one) => one.name === 'account')
    const machine = objects.find((one) => one.name === 'c_maquina')
    expect(machine).toMatchObject({
      label: { one: 'Máquina', many: 'Máquinas de café' },
      icon: 'coffee',
      can: account?.can,
      timeline: true,
      searchable: true,
      madeFrom: 'custom_record',
    })
    expect(machine?.fields.find((one) => one.name === 'name')).toMatchObject({ label: 'Número de serie' })
  })

  test('takes custom fields of its own, references to built-in objects, and references from them', async () => {
    await addField('c_maquina', 'Estado', 'choice', {
      choices: [
        { value: 'new', label: 'Nueva' },
        { value: 'broken', label: 'Averiada' },
      ],
    })
    await addField('c_maquina', 'Cliente', 'reference', { object: 'account' })
    await addField('c_maquina', 'Precio', 'money')
    await addField('account', 'Máquina favorita', 'reference', { object: 'c_maquina' })
    const { objects } = await ana.json<Metadata>('GET', '/metadata')
    expect(objects.find((one) => one.name === 'c_maquina')).toMatchObject({
      list: ['name', 'c_estado', 'c_cliente', 'c_precio', 'owner', 'updatedAt'],
      board: 'c_estado',
    })
  })

  test('begins and ends with its first two dates, for those who may read both', async () => {
    const { id, name } = await ines.json<AnyRecord>('POST', '/custom-objects', { label: 'Fair', plural: 'Fairs' })
    const spanFor = async (browser: Browser) => {
      const { objects } = await browser.json<Metadata>('GET', '/metadata')
      return objects.find((one) => one.name === name)?.span
    }
    await addField(String(name), 'Begins', 'date')
    expect(await spanFor(ana)).toBe(null)
    await addField(String(name), 'Ends', 'dateTime')
    await addField(String(name), 'Paid', 'date')
    expect(await spanFor(ana)).toEqual(['c_begins', 'c_ends'])
    const role = await world.roleId('Representative')
    const { rights } = await ines.json<AnyRecord>('GET', `/roles/${role}`)
    const hidden = { ...(rights as object), fields: { [String(name)]: { c_ends: 'hidden' } } }
    await ines.json('PATCH', `/roles/${role}`, { rights: hidden })
    expect([await spanFor(ana), await spanFor(ines)]).toEqual([null, ['c_begins', 'c_ends']])
    await ines.json('PATCH', `/roles/${role}`, { rights })
    await ines.json('DELETE', `/custom-objects/${id}`)
  })

  test('is made, listed, filtered through relations, sorted, counted, summed and changed by the API', async () => {
    const made = await ana.request('POST', '/c-maquinas-de-cafe', {
      name: 'SN-1',
      c_estado: 'new',
      c_cliente: cancity,
      c_precio: { minor: 120_000 },
    })
    expect(made.status).toBe(201)
    const machine = (await made.json()) as AnyRecord
    expect(machine).toMatchObject({ name: 'SN-1', owner: world.ids.ana, titles: { c_cliente: 'Cancity' } })
    await ana.json('POST', '/c-maquinas-de-cafe', { name: 'SN-2', c_estado: 'broken', c_precio: { minor: 80_000 } })
    await ana.json('PATCH', `/accounts/${cancity}`, { c_maquinaFavorita: machine.id })

    const names = async (query: string) =>
      (await ana.json<Page>('GET', `/c-maquinas-de-cafe?${query}`)).items.map((one) => one.name)
    expect(await names('sort=-name')).toEqual(['SN-2', 'SN-1'])
    expect(await names(filtered({ field: 'c_cliente.name', op: 'is', value: 'Cancity' }))).toEqual(['SN-1'])
    const accounts = await ana.json<Page>(
      'GET',
      `/accounts?${filtered({ field: 'c_maquinaFavorita.c_estado', op: 'is', value: 'new' })}`,
    )
    expect(accounts.items).toMatchObject([{ name: 'Cancity', titles: { c_maquinaFavorita: 'SN-1' } }])
    const report = await ana.json<AggregateResult>(
      'GET',
      '/c-maquinas-de-cafe/aggregate?group=c_estado&measures=count,sum:c_precio',
    )
    expect(report.groups.map(({ keys, measures }) => [keys[0], measures.count, measures['sum:c_precio']])).toEqual([
      ['new', 1, 120_000],
      ['broken', 1, 80_000],
    ])
    const refused = await ana.json('POST', '/c-maquinas-de-cafe', { name: 'SN-3', c_cliente: machine.id })
    expect(refused).toMatchObject({ code: 'invalid_input', fields: { c_cliente: { code: 'not_found' } } })
    const noKind = await ines.request('POST', '/custom-records', { name: 'Nothing' })
    expect(noKind.status).toBe(403)
  })

  test('is found by the search, and by lists that search', async () => {
    expect(await ana.json('GET', '/search?q=sn-1')).toMatchObject({ items: [{ object: 'c_maquina', title: 'SN-1' }] })
    expect((await ana.json<Page>('GET', '/c-maquinas-de-cafe?search=sn-2')).items).toMatchObject([{ name: 'SN-2' }])
  })

  test('has a timeline of activities and changes, and its activities are read with it', async () => {
    const [machine] = (await ana.json<Page>('GET', '/c-maquinas-de-cafe?search=sn-1')).items
    const note = await ana.json<AnyRecord>('POST', '/notes', { subject: 'Grinds too loud', record: machine?.id })
    expect(note).toMatchObject({ titles: { record: 'SN-1' } })
    const timeline = await ana.json<Timeline>('GET', `/c-maquinas-de-cafe/${machine?.id}/timeline`)
    expect(timeline.items.map((item) => item.kind)).toEqual(['note', 'change'])
    expect((await bo.request('GET', `/notes/${note.id}`)).status).toBe(200)
  })

  test('keeps to the rights of its role: another team sees neither the records nor the titles', async () => {
    await ines.json('PATCH', `/roles/${await world.roleId('Representative')}`, {
      rights: {
        objects: {
          ...(await roleRights('Representative')).objects,
          c_maquina: { create: 'own', read: 'own', edit: 'own', delete: 'none' },
        },
        actions: ['export', 'import'],
      },
    })
    expect((await bo.json<Page>('GET', '/c-maquinas-de-cafe')).items).toEqual([])
    expect((await bo.json<Page>('GET', '/notes')).items).toEqual([])
    expect(await bo.json('GET', '/search?q=sn-1')).toMatchObject({ items: [] })
    expect((await bo.json<Page>('GET', '/custom-records')).items).toEqual([])
    const [machine] = (await ana.json<Page>('GET', '/c-maquinas-de-cafe?search=sn-1')).items
    expect((await bo.request('GET', `/c-maquinas-de-cafe/${machine?.id}`)).status).toBe(404)
    expect((await bo.request('POST', '/notes', { subject: 'Mine', record: machine?.id })).status).toBe(422)
    expect((await ana.request('DELETE', `/c-maquinas-de-cafe/${machine?.id}`)).status).toBe(403)
  })

  test('goes out and comes in as CSV, and an import is taken back whole', async () => {
    const exported = await ana.request('GET', '/c-maquinas-de-cafe/export?format=csv&sort=name&fields=name,c_estado')
    expect(parse(Buffer.from(await exported.arrayBuffer()), { bom: true })).toEqual([
      ['Número de serie', 'Estado'],
      ['SN-1', 'new'],
      ['SN-2', 'broken'],
    ])
    const done = await importNow(world.kernel, await world.as('ines'), {
      object: 'c_maquina',
      name: 'machines.csv',
      content: (async function* () {
        yield Buffer.from('Número de serie;Estado;Cliente\nSN-7;Averiada;Cancity\nSN-8;Nueva;\n')
      })(),
      setUp: ({ setup }) => setup,
    })
    expect(done.rows).toMatchObject({ created: 2, bad: 0 })
    const found = await ana.json<Page>(
      'GET',
      `/c-maquinas-de-cafe?${filtered({ field: 'c_cliente', op: 'is', value: cancity })}&sort=name`,
    )
    expect(found.items.map((one) => one.name)).toEqual(['SN-1'])
    const all = await ines.json<Page>('GET', '/c-maquinas-de-cafe?sort=name')
    expect(all.items.map((one) => one.name)).toEqual(['SN-1', 'SN-2', 'SN-7', 'SN-8'])
    expect((await ines.request('POST', `/operations/${done.operationId}/reversal`)).status).toBe(200)
    expect((await ines.json<Page>('GET', '/c-maquinas-de-cafe')).items).toHaveLength(2)
  })

  test('is deleted and restored, and undone', async () => {
    const [machine] = (await ines.json<Page>('GET', '/c-maquinas-de-cafe?search=sn-2')).items
    const change = await ines.request('PATCH', `/c-maquinas-de-cafe/${machine?.id}`, { c_estado: 'new' })
    const operation = change.headers.get('tendero-operation')
    expect((await ines.request('POST', `/operations/${operation}/reversal`)).status).toBe(200)
    expect(await ines.json('GET', `/c-maquinas-de-cafe/${machine?.id}`)).toMatchObject({ c_estado: 'broken' })
    expect((await ines.request('DELETE', `/c-maquinas-de-cafe/${machine?.id}`)).status).toBe(200)
    expect((await ines.request('GET', `/c-maquinas-de-cafe/${machine?.id}`)).status).toBe(404)
    expect((await ines.request('POST', `/c-maquinas-de-cafe/${machine?.id}/restoration`)).status).toBe(200)
  })

  test('two objects do not see each other’s records', async () => {
    const dog = await ines.json<AnyRecord>('POST', '/custom-objects', { label: 'Dog', plural: 'Dogs' })
    expect(dog).toMatchObject({ name: 'c_dog', collection: 'c-dogs' })
    const rex = await ines.json<AnyRecord>('POST', '/c-dogs', { name: 'Rex' })
    expect((await ines.request('GET', `/c-maquinas-de-cafe/${rex.id}`)).status).toBe(404)
    expect((await ines.request('PATCH', `/c-maquinas-de-cafe/${rex.id}`, { name: 'SN-9' })).status).toBe(404)
    expect((await ines.request('DELETE', `/c-maquinas-de-cafe/${rex.id}`)).status).toBe(404)
    expect(await ines.json('PATCH', `/accounts/${cancity}`, { c_maquinaFavorita: rex.id })).toMatchObject({
      fields: { c_maquinaFavorita: { code: 'not_found' } },
    })
    expect((await ines.json<Page>('GET', '/custom-records?sort=name')).items.map((one) => one.name)).toEqual([
      'Rex',
      'SN-1',
      'SN-2',
    ])
  })

  test('is described in the OpenAPI document of those who may read it', async () => {
    const document = await ines.json<{ paths: object; components: { schemas: Record<string, unknown> } }>(
      'GET',
      '/openapi.json',
    )
    expect(Object.keys(document.paths)).toContain('/c-maquinas-de-cafe/{id}')
    expect(document.components.schemas).toHaveProperty('CMaquina')
  })

  test('is not removed while another refers to it, and comes back with its records', async () => {
    const { items } = await ines.json<Page>('GET', '/custom-objects?sort=name')
    const [dog, machine] = items
    const refused = await ines.request('DELETE', `/custom-objects/${machine?.id}`)
    expect(await refused.json()).toMatchObject({
      code: 'object_in_use',
      details: { fields: ['account.c_maquinaFavorita'] },
    })
    const gone = await ines.json<{ operationId: string }>('DELETE', `/custom-objects/${dog?.id}`)
    expect((await ines.request('GET', '/c-dogs')).status).toBe(404)
    expect(await ines.json('GET', '/search?q=rex')).toMatchObject({ items: [] })
    expect((await ines.json<Page>('GET', '/custom-records')).items).toHaveLength(2)
    expect((await ines.request('POST', `/operations/${gone.operationId}/reversal`)).status).toBe(200)
    expect((await ines.json<Page>('GET', '/c-dogs')).items).toMatchObject([{ name: 'Rex' }])
  })

  test('another company knows nothing of it', async () => {
    const stranger = await world.as('stranger')
    expect([...stranger.model.objects.keys()].filter((name) => name.startsWith('c'))).toEqual([
      'contact',
      'contact_point',
      'call',
      'custom_object',
      'custom_field',
      'comment',
    ])
    expect(stranger.model.objects.get('note')?.fields.has('record')).toBe(false)
  })
})

async function roleRights(name: string): Promise<{ readonly objects: Readonly<Record<string, unknown>> }> {
  const { model } = await world.as('ines')
  const role = [...(model.catalogue.get('role')?.values() ?? [])].find((row) => row.name === name)
  return role?.rights as { readonly objects: Readonly<Record<string, unknown>> }
}

test('objects that are made at once have the rights of each', async () => {
  const role = await world.roleId('Representative')
  const made = await Promise.all(
    ['Contract', 'Shelf', 'Vehicle'].map((label) =>
      ines.request('POST', '/custom-objects', { label, plural: `${label}s`, icon: 'box' }),
    ),
  )
  expect(made.map(({ status }) => status)).toEqual([201, 201, 201])
  const after = await ines.json<AnyRecord>('GET', `/roles/${role}`)
  const { objects } = after.rights as { readonly objects: Readonly<Record<string, unknown>> }
  expect(Object.keys(objects)).toEqual(expect.arrayContaining(['c_contract', 'c_shelf', 'c_vehicle']))
})
