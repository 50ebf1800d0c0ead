import {
  type AggregateResult,
  type AnyRecord,
  defineObject,
  type FieldDefinition,
  type Metadata,
  type ObjectType,
  type Page,
  registry,
} from '@tendero/model'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { choice } from '../../packages/model/src/fields/choice.ts'
import { money } from '../../packages/model/src/fields/money.ts'
import { text } from '../../packages/model/src/fields/text.ts'
import { missingStatements } from '../src/derive/drift.ts'
import { declaredTables } from '../src/derive/schema.ts'
import { importNow } from '../src/importing/index.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { type Browser, browserOf } from './http.ts'
import { suiteFolder } from './suite-folder.ts'
import { openWorld, type World } from './world.ts'

/**
 * "One field is one line in one file, and a reviewed migration": an object that only this test knows, before and after
 * a line was added to it, asked through everything that derives from a declaration.
 */
const gadgetWith = (line: Record<string, FieldDefinition>) =>
  defineObject({
    name: 'gadget',
    collection: 'gadgets',
    label: { en: ['Gadget', 'Gadgets'], es: ['Aparato', 'Aparatos'], et: ['Vidin', 'Vidinad', 'vidinat'] },
    icon: 'plug',
    fields: {
      name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, search: 'A' }),
      price: money({ label: ['Price', 'Precio', 'Hind'] }),
      ...line,
    },
    title: 'name',
    list: ['name', 'price'],
    owned: true,
    access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
    searchable: true,
  })

const before = gadgetWith({})
// The line:
const finish = choice({
  label: ['Finish', 'Acabado', 'Viimistlus'],
  choices: [
    { value: 'matt', label: { en: 'Matt', es: 'Mate', et: 'Matt' } },
    { value: 'glossy', label: { en: 'Glossy', es: 'Brillante', et: 'Läikiv' } },
  ],
})
const after = gadgetWith({ finish, motto: text({ label: ['Motto', 'Lema', 'Moto'], search: 'C' }) })

const dataDir = suiteFolder()
let world: World
let ana: Browser
let ines: Browser

/** Beside the objects of the program, the scratch one in its last form. */
const objects: ReadonlyMap<string, ObjectType> = new Map<string, ObjectType>([...registry, [after.name, after]])

beforeAll(async () => {
  world = await openWorld({ objects, dataDir })
  await asOwner(world.ownerUrl, async (client) => {
    for (const form of [before, after]) {
      const draft = await missingStatements(client, declaredTables(new Map([...registry, [form.name, form]])))
      for (const statement of draft) await client.query(statement)
    }
  })
  ana = await browserOf(world, 'ana')
  ines = await browserOf(world, 'ines')
})

const filtered = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

describe('after one line is added to a declaration', () => {
  test('its table has the column, by the drafted migration alone', async () => {
    const columns = await asOwner(world.ownerUrl, (client) =>
      client.query(
        `select column_name from information_schema.columns where table_schema = 'app' and table_name = 'gadget'`,
      ),
    )
    expect(columns.rows.map((row) => row.column_name)).toEqual(
      expect.arrayContaining(['finish', 'motto', 'price_base']),
    )
    await asOwner(world.ownerUrl, async (client) =>
      expect(await missingStatements(client, declaredTables(objects))).toEqual([]),
    )
  })

  test('the API takes, checks, gives, filters and sorts it', async () => {
    const made = await ana.request('POST', '/gadgets', { name: 'Lamp', finish: 'matt', price: { minor: 1_000 } })
    expect(made.status).toBe(201)
    const lamp = (await made.json()) as AnyRecord
    expect(lamp).toMatchObject({ name: 'Lamp', finish: 'matt', owner: world.ids.ana, version: 1 })
    await ana.json('POST', '/gadgets', { name: 'Vase', finish: 'glossy', price: { minor: 2_000 }, motto: 'Fragile' })
    const refused = await ana.json('POST', '/gadgets', { name: 'Odd', finish: 'wooden' })
    expect(refused).toMatchObject({ code: 'invalid_input', fields: { finish: { code: 'not_a_choice' } } })
    const names = async (query: string) =>
      (await ana.json<Page>('GET', `/gadgets?${query}`)).items.map((one) => one.name)
    expect(await names(filtered({ field: 'finish', op: 'is', value: 'matt' }))).toEqual(['Lamp'])
    expect(await names(filtered({ field: 'finish', op: 'none_of', value: ['matt'] }))).toEqual(['Vase'])
    expect(await names('sort=finish')).toEqual(['Vase', 'Lamp'])
    const changed = await ana.json<AnyRecord>('PATCH', `/gadgets/${lamp.id}`, { finish: 'glossy' })
    expect(changed).toMatchObject({ finish: 'glossy', version: 2 })
    await ana.json('PATCH', `/gadgets/${lamp.id}`, { finish: 'matt' })
  })

  test('forms and the OpenAPI document show it, in the language of the person', async () => {
    await ana.json('PATCH', '/me', { language: 'es' })
    const metadata = await ana.json<Metadata>('GET', '/metadata')
    const gadget = metadata.objects.find((one) => one.name === 'gadget')
    expect(gadget?.form).toEqual(['name', 'price', 'finish', 'motto', 'owner', 'team'])
    expect(gadget?.fields.find((one) => one.name === 'finish')).toMatchObject({
      kind: 'choice',
      label: 'Acabado',
      readOnly: false,
      groupable: true,
      choices: [
        { value: 'matt', label: 'Mate' },
        { value: 'glossy', label: 'Brillante' },
      ],
    })
    await ana.json('PATCH', '/me', { language: 'en' })
    const document = await ana.json<{ components: { schemas: Record<string, { properties: unknown }> } }>(
      'GET',
      '/openapi.json',
    )
    expect(document.components.schemas.GadgetInput?.properties).toMatchObject({
      finish: { anyOf: [{ type: 'string', enum: ['matt', 'glossy'] }, { type: 'null' }] },
    })
  })

  test('files carry it out and in', async () => {
    const exported = await ana.request('GET', '/gadgets/export?format=csv&sort=name&fields=name,finish,motto,price')
    const csv = new Uint8Array(await exported.arrayBuffer())
    expect(parse(Buffer.from(csv), { bom: true })).toEqual([
      ['Name', 'Finish', 'Motto', 'Price', 'Price (currency)'],
      ['Lamp', 'matt', '', '10.00', 'EUR'],
      ['Vase', 'glossy', 'Fragile', '20.00', 'EUR'],
    ])
    const sample = await (await ines.request('GET', '/imports/sample?object=gadget')).text()
    expect(sample.split('\r\n')[0]).toContain('Finish')
    const done = await importNow(world.kernel, await world.as('ines'), {
      object: 'gadget',
      name: 'gadgets.csv',
      content: (async function* () {
        yield Buffer.from('Name;Acabado;Price\nChair;Brillante;30\nTable;Stone;40\n')
      })(),
      setUp: ({ setup }) => setup,
    })
    expect(done.rows).toMatchObject({ created: 1, bad: 1 })
    expect(done.problems).toMatchObject([{ row: 2, field: 'finish', value: 'Stone', code: 'not_a_choice' }])
    const chairs = await ana.json<Page>('GET', `/gadgets?${filtered({ field: 'name', op: 'is', value: 'chair' })}`)
    expect(chairs.items).toMatchObject([{ finish: 'glossy', price: { minor: 3_000, currency: 'EUR' } }])
  })

  test('the search finds its words, and a report sums by it', async () => {
    expect(await ana.json('GET', '/search?q=fragil')).toMatchObject({ items: [{ object: 'gadget', title: 'Vase' }] })
    const report = await ana.json<AggregateResult>('GET', '/gadgets/aggregate?group=finish&measures=count,sum:price')
    expect(report.groups).toEqual([
      { keys: ['matt'], titles: [null], measures: { count: 1, 'sum:price': 1_000 } },
      { keys: ['glossy'], titles: [null], measures: { count: 2, 'sum:price': 5_000 } },
    ])
  })

  test('rights, history and undo hold for it', async () => {
    const rights = {
      objects: { gadget: { create: 'all', read: 'all', edit: 'all', delete: 'none' } },
      fields: { gadget: { finish: 'hidden' } },
      actions: [],
    }
    const role = await ines.json<AnyRecord>('POST', '/roles', { name: 'Blind', rights, administrator: false })
    await ines.json('PATCH', `/users/${world.ids.bo}`, { role: role.id })
    const bo = await browserOf(world, 'bo')
    const seen = await bo.json<Page>('GET', '/gadgets')
    expect(seen.items[0]).not.toHaveProperty('finish')
    const [lamp] = (await ana.json<Page>('GET', `/gadgets?${filtered({ field: 'finish', op: 'is', value: 'matt' })}`))
      .items
    const change = await ana.request('PATCH', `/gadgets/${lamp?.id}`, { finish: null })
    expect(await change.json()).toMatchObject({ finish: null })
    const operation = change.headers.get('tendero-operation')
    expect((await ana.request('POST', `/operations/${operation}/reversal`)).status).toBe(200)
    expect(await ana.json('GET', `/gadgets/${lamp?.id}`)).toMatchObject({ finish: 'matt' })
  })
})
