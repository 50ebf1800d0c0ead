import { type AnyRecord, defineObject, deriveFields, type ObjectType, type Page, registry } from '@tendero/model'
import { beforeAll, expect, test } from 'vitest'
import { decimal } from '../../packages/model/src/fields/decimal.ts'
import { formula } from '../../packages/model/src/fields/formula.ts'
import { integer } from '../../packages/model/src/fields/integer.ts'
import { ref } from '../../packages/model/src/fields/reference.ts'
import { rollUp } from '../../packages/model/src/fields/roll-up.ts'
import { text } from '../../packages/model/src/fields/text.ts'
import { missingStatements } from '../src/derive/drift.ts'
import { declaredTables } from '../src/derive/schema.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { type Browser, browserOf } from './http.ts'
import { openWorld, type World } from './world.ts'

/** Fields that are worked out, as lines of a declaration: what a user's own field can, a declared one can too. */
const all = { create: 'all', read: 'all', edit: 'all', delete: 'all' } as const
const basket = defineObject({
  name: 'basket',
  collection: 'baskets',
  label: { en: ['Basket', 'Baskets'], es: ['Cesta', 'Cestas'], et: ['Korv', 'Korvid', 'korvi'] },
  icon: 'basket',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true }),
    size: integer({ label: ['Size', 'Tamaño', 'Suurus'] }),
    weight: rollUp({
      label: ['Weight', 'Peso', 'Kaal'],
      rollUp: { of: 'fruit.basket', measure: 'sum', field: 'weight', kept: true },
    }),
    pieces: rollUp({ label: ['Pieces', 'Piezas', 'Tükke'], rollUp: { of: 'fruit.basket', measure: 'count' } }),
    room: formula({ label: ['Room', 'Espacio', 'Ruum'], formula: 'size - weight' }),
  },
  title: 'name',
  list: ['name'],
  owned: true,
  access: all,
})
const fruit = defineObject({
  name: 'fruit',
  collection: 'fruits',
  label: { en: ['Fruit', 'Fruits'], es: ['Fruta', 'Frutas'], et: ['Vili', 'Viljad', 'vilja'] },
  icon: 'apple',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true }),
    basket: ref('basket', { label: ['Basket', 'Cesta', 'Korv'] }),
    weight: decimal({ label: ['Weight', 'Peso', 'Kaal'] }),
  },
  title: 'name',
  list: ['name'],
  owned: true,
  access: all,
})
const objects: ReadonlyMap<string, ObjectType> = new Map<string, ObjectType>([
  ...registry,
  [basket.name, basket],
  [fruit.name, fruit],
])

let world: World
let ines: Browser

beforeAll(async () => {
  world = await openWorld({ objects })
  await asOwner(world.ownerUrl, async (client) => {
    for (const statement of await missingStatements(client, declaredTables(objects))) await client.query(statement)
  })
  ines = await browserOf(world, 'ines')
})

test('only what is kept has a column', async () => {
  const { rows } = await asOwner(world.ownerUrl, (client) =>
    client.query(`select column_name as name, data_type as type from information_schema.columns
      where table_schema = 'app' and table_name = 'basket' and column_name in ('weight', 'pieces', 'room')`),
  )
  expect(rows).toEqual([{ name: 'weight', type: 'numeric' }])
})

test('a declared formula and roll-ups follow what they are made of', async () => {
  const id = await world.add('ines', 'basket' as 'account', { name: 'Red', size: 5 })
  expect(await ines.json('GET', `/baskets/${id}`)).toMatchObject({ weight: '0', pieces: 0, room: '5' })
  for (const weight of ['0.1', '0.2']) await ines.json('POST', '/fruits', { name: 'Apple', basket: id, weight })
  const red = await ines.json<AnyRecord>('GET', `/baskets/${id}`)
  expect(red).toMatchObject({ weight: '0.3', pieces: 2, room: '4.7' })
  const full = encodeURIComponent(JSON.stringify({ field: 'room', op: 'less', value: '4.75' }))
  const { items } = await ines.json<Page>('GET', `/baskets?sort=-weight,room&filter=${full}`)
  expect(items).toMatchObject([{ name: 'Red' }])
})

test('a declaration that cannot be worked out says why', () => {
  const broken = defineObject({
    ...basket,
    fields: { sum: formula({ label: ['Sum', 'Suma', 'Summa'], formula: 'sise + 1' }) },
  } as never)
  const derived = deriveFields(new Map<string, ObjectType>([['basket', broken]]))
  expect(derived.get('basket')?.fields.get('sum')?.problem).toMatchObject({ code: 'unknown_field', found: 'sise' })
  // Those of the program all can.
  for (const object of deriveFields(registry).values())
    for (const field of object.fields.values())
      expect([object.name, field.name, field.problem]).toEqual([object.name, field.name, undefined])
})
