import { defineObject, type FieldDefinition, registry } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { integer } from '../../packages/model/src/fields/integer.ts'
import { money } from '../../packages/model/src/fields/money.ts'
import { ref } from '../../packages/model/src/fields/reference.ts'
import { text } from '../../packages/model/src/fields/text.ts'
import { missingStatements } from '../src/derive/drift.ts'
import { declaredTables } from '../src/derive/schema.ts'
import { asOwner } from '../src/platform/owner-connection.ts'
import { testDatabase } from './database.ts'

/** What a database lacks for the declared objects and these. */
const missing = (ownerUrl: string, ...more: ReturnType<typeof crate>[]) =>
  asOwner(ownerUrl, (client) =>
    missingStatements(client, declaredTables(new Map([...registry, ...more.map((one) => [one.name, one] as const)]))),
  )

const name = text({ label: ['Name', 'Nombre', 'Nimi'], required: true })

/** An object of the test, as a declaration makes it. */
const crate = (fields: Record<string, FieldDefinition> = {}) =>
  defineObject({
    name: 'crate',
    collection: 'crates',
    label: { en: ['Crate', 'Crates'], es: ['Caja', 'Cajas'], et: ['Kast', 'Kastid', 'kasti'] },
    icon: 'package',
    fields: { name, ...fields },
    title: 'name',
    list: ['name'],
    owned: true,
    access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
    searchable: true,
  })

let ownerUrl: string
beforeAll(async () => {
  ownerUrl = (await testDatabase()).ownerUrl
})
const apply = (statements: readonly string[]) =>
  asOwner(ownerUrl, async (client) => {
    for (const statement of statements) await client.query(statement)
  })

test('the migrations make exactly what the declarations ask for', async () => {
  expect(await missing(ownerUrl)).toEqual([])
})

describe('a declaration without its migration', () => {
  test('of an object is found, and its draft makes the table with its net and view', async () => {
    const draft = await missing(ownerUrl, crate())
    expect(draft.join('\n')).toMatch(/create table tendero\."crate"[\s\S]*enable row level security[\s\S]*app\."crate"/)
    await apply(draft)
    expect(await missing(ownerUrl, crate())).toEqual([])
  })

  test('of fields is found, and its draft adds columns, index, reference and view', async () => {
    const grown = crate({
      price: money({ label: ['Price', 'Precio', 'Hind'], indexed: true }),
      keeper: ref('user', { label: ['Keeper', 'Encargado', 'Hoidja'] }),
    })
    const draft = await missing(ownerUrl, grown)
    expect(draft).toEqual([
      'alter table tendero."crate" add column "price" bigint',
      'alter table tendero."crate" add column "price_currency" char(3)',
      'alter table tendero."crate" add column "price_base" bigint',
      'alter table tendero."crate" add column "keeper_id" uuid',
      expect.stringContaining('create or replace view app."crate"'),
      'grant select on app."crate" to tendero_app',
      expect.stringContaining('create index "crate_price_base_idx"'),
      expect.stringContaining('add constraint "crate_keeper_id_fkey" foreign key (workspace_id, "keeper_id")'),
    ])
    await apply(draft)
    expect(await missing(ownerUrl, grown)).toEqual([])
  })

  test('of a required field is filled in the rows that are there before it is insisted on', async () => {
    await apply([
      `insert into tendero.crate (workspace_id, id, name, created_at, updated_at) values (gen_random_uuid(), gen_random_uuid(), 'old', now(), now())`,
    ])
    const counted = crate({ size: integer({ label: ['Size', 'Tamaño', 'Suurus'], required: true, default: 3 }) })
    const draft = (await missing(ownerUrl, counted)).filter((statement) => !statement.includes('declared no more'))
    await apply(draft)
    const sizes = await asOwner(ownerUrl, (client) => client.query('select size::int from tendero.crate'))
    expect(sizes.rows).toEqual([{ size: 3 }])
    const unfilled = crate({ mark: text({ label: ['Mark', 'Marca', 'Märk'], required: true }) })
    expect(await missing(ownerUrl, unfilled)).toContainEqual(expect.stringMatching(/^-- give "mark" a value/))
  })

  test('that differs in type, in being required or in what was taken away is told', async () => {
    const other = crate({ size: text({ label: ['Size', 'Tamaño', 'Suurus'] }) })
    expect(await missing(ownerUrl, other)).toEqual(
      expect.arrayContaining([
        '-- tendero.crate.size is bigint not null, declared text',
        '-- tendero.crate.keeper_id is declared no more',
      ]),
    )
  })
})
