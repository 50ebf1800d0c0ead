import { compile, sql } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import * as rest from '../src/derive/rest.ts'
import type { Caller } from '../src/kernel/caller.ts'
import type { Database } from '../src/kernel/database.ts'
import { openWorld, type World } from './world.ts'

let world: World
let ana: Caller
let statements = 0

/** Counts the statements of each unit of work, besides begin and context. */
function counting(database: Database): Database {
  const counted: Database['transaction'] = (workspaceId, work) =>
    database.transaction(workspaceId, async (tx) => {
      const result = await work(tx)
      statements = tx.statements
      return result
    })
  return { ...database, transaction: counted, read: counted }
}

beforeAll(async () => {
  world = await openWorld()
  ana = await world.as('ana')
})

const kernel = () => ({ ...world.kernel, database: counting(world.kernel.database) })
const object = (name: string) => {
  const found = ana.model.objects.get(name)
  if (!found) throw new Error(name)
  return found
}

describe('statements of an endpoint', () => {
  test('list with count: 2', async () => {
    await rest.list(kernel(), ana, object('opportunity'), {
      count: true,
      filter: { field: 'owner', op: 'is', value: 'me' },
    })
    expect(statements).toBe(2)
  })

  test('create and update: at most 6', async () => {
    const account = await world.add('ana', 'account', { name: 'Budget' })
    const stage = [...(ana.model.catalogue.get('stage')?.values() ?? [])].find((row) => row.position === 0)
    const made = await rest.create(kernel(), ana, object('opportunity'), {
      name: 'Budgeted',
      account,
      pipeline: stage?.pipeline_id,
      stage: stage?.id,
      amount: { minor: 1000 },
      closeOn: '2030-01-01',
    })
    expect(statements).toBeLessThanOrEqual(6)
    const { id } = JSON.parse(made.record) as { id: string }
    await rest.update(kernel(), ana, object('opportunity'), id, { amount: { minor: 2000 }, closeOn: '2030-02-01' })
    expect(statements).toBeLessThanOrEqual(6)
    await rest.create(kernel(), ana, object('contact'), { firstName: 'Eva', account })
    expect(statements).toBeLessThanOrEqual(6)
  })

  test('create and update of what refers to several records: at most 6; a list with their titles: 1', async () => {
    const options = { object: 'product' }
    await world.add('ines', 'custom_field', {
      object: 'account',
      name: 'c_uses',
      label: 'Uses',
      kind: 'references',
      options,
    })
    ana = await world.as('ana')
    const product = (name: string) => world.add('ines', 'product', { name, price: '1' })
    const [first, second] = [await product('First'), await product('Second')]
    const made = await rest.create(kernel(), ana, object('account'), { name: 'Linked', c_uses: [first, second] })
    expect(statements).toBeLessThanOrEqual(6)
    const { id, titles } = JSON.parse(made.record)
    expect(titles).toMatchObject({ [first]: 'First', [second]: 'Second' })
    await rest.update(kernel(), ana, object('account'), id, { c_uses: [second] })
    expect(statements).toBeLessThanOrEqual(6)
    await rest.list(kernel(), ana, object('account'), { filter: { field: 'c_uses', op: 'has_any', value: [second] } })
    expect(statements).toBe(1)
  })
})

describe('indexes as the restricted role', () => {
  beforeAll(async () => {
    const { direct } = world.kernel.database
    const rows = (columns: string, values: string, table: string) =>
      direct.query(
        `insert into tendero.${table} (workspace_id, ${columns}) select '${world.workspaceId}', ${values} from generate_series(1, 5000) i`,
      )
    await rows(
      'object, record_id, title, tsv, trgm',
      `'x', gen_random_uuid(), 'x' || i, to_tsvector('simple', 'name' || i), md5(i::text)`,
      'search_document',
    )
    await rows(
      'id, name, kind, custom, created_at, updated_at',
      `gen_random_uuid(), 'a' || i, 'company', jsonb_build_object('c_n', i), now(), now()`,
      'account',
    )
    await rows(
      'id, name, price, active, created_at, updated_at',
      `gen_random_uuid(), 'p' || i, i, true, now(), now()`,
      'product',
    )
    await direct.query(
      `create index account_c_n_test on tendero.account (workspace_id, ((custom ->> 'c_n')::bigint)) where deleted_at is null`,
    )
    await direct.query(
      'create index product_price_test on tendero.product (workspace_id, price) where deleted_at is null',
    )
    await rows(
      'object, field, record_id, target_id',
      `'account', 'c_uses', gen_random_uuid(), gen_random_uuid()`,
      'record_link',
    )
    await direct.query('analyze')
  })

  test.each([
    [
      'full text',
      sql`select 1 from app.search_document s where s.workspace_id = ${'W'}::uuid and s.tsv @@ ${"'ana':*"}::tsquery`,
      'search_document_tsv_idx',
    ],
    [
      'trigram',
      sql`select 1 from app.search_document s where s.workspace_id = ${'W'}::uuid and s.trgm % ${'anna'}`,
      'search_document_trgm_idx',
    ],
    [
      'a custom field',
      sql`select 1 from app.account t where t.workspace_id = ${'W'}::uuid and ((t.custom ->> 'c_n')::bigint) = ${'1'}::bigint and t.deleted_at is null`,
      'account_c_n_test',
    ],
    [
      'a decimal',
      sql`select 1 from app.product t where t.workspace_id = ${'W'}::uuid and t.price = ${'1.5'}::numeric and t.deleted_at is null`,
      'product_price_test',
    ],
    [
      'who points to a record',
      sql`select 1 from app.account t where t.workspace_id = ${'W'}::uuid and exists (select 1 from app.record_link l
        where l.workspace_id = ${'W'}::uuid and l.object = 'account' and l.field = 'c_uses' and l.record_id = t.id
          and l.target_id = any(${'{01a2009e-0000-7000-8000-000000000000}'}::uuid[]))`,
      'record_link_target_idx',
    ],
  ])('%s filters by its index, not by row-level security', async (_name, statement, index) => {
    const { direct } = world.kernel.database
    const client = await direct.connect()
    try {
      await client.query(`begin; set local role tendero_app; set local app.workspace_id = '${world.workspaceId}'`)
      const { text, values: given } = compile(statement)
      const values = given.map((value) => (value === 'W' ? world.workspaceId : value))
      const { rows } = await client.query({ text: `explain ${text}`, values })
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})
