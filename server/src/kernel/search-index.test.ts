import type { AnyRecord, SearchHit } from '@tendero/model'
import { expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { openWorld } from '../../test/world.ts'
import { asOwner } from '../platform/owner-connection.ts'
import { write } from './action.ts'

test('a search puts what is called just so before a thousand others that hold the word, then what begins so', async () => {
  const world = await openWorld()
  const ana = await browserOf(world, 'ana')
  await write(world.kernel, await world.as('ines'), (ctx) =>
    ctx.insertMany(
      'product',
      Array.from({ length: 1_200 }, (_, i) => ({ name: `Oven ${i} for Miramar` })),
    ),
  )
  const begins = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Miramar Foods' })
  const named = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Mirámar' })
  const { items } = await ana.json<{ items: readonly SearchHit[] }>('GET', '/search?q=miramar&limit=3')
  expect(items).toHaveLength(3)
  expect(items[0]).toMatchObject({ object: 'account', id: named.id })
  const few = await ana.json<{ items: readonly SearchHit[] }>('GET', '/search?q=miramar&limit=3&objects=account')
  expect(few.items.map((one) => one.id)).toEqual([named.id, begins.id])
})

test('of deals of the same name a search finds the open ones first, unless their status is hidden', async () => {
  const world = await openWorld()
  const ana = await browserOf(world, 'ana')
  const ines = await browserOf(world, 'ines')
  const { items: stages } = await ana.json<{ items: readonly AnyRecord[] }>('GET', '/stages?sort=position')
  const stageOf = (category: string) => stages.find((stage) => stage.category === category)
  const customer = await ana.json<AnyRecord>('POST', '/accounts', { name: 'Acme' })
  const add = (category: 'open' | 'won') =>
    ana.json<AnyRecord>('POST', '/opportunities', {
      name: 'Kanfield roof',
      account: customer.id,
      pipeline: stageOf(category)?.pipeline,
      stage: stageOf(category)?.id,
      amount: { minor: 100, currency: 'EUR' },
      closeOn: '2026-05-01',
    })
  const first = await add('won')
  const open = await add('open')
  const last = await add('won')
  const found = async () =>
    (await ana.json<{ items: readonly SearchHit[] }>('GET', '/search?q=kanfield')).items.map(({ id }) => id)
  expect(await found()).toEqual([open.id, first.id, last.id])
  const role = await world.roleId('Representative')
  const { rights } = await ines.json<{ rights: Record<string, unknown> }>('GET', `/roles/${role}`)
  const fields = { opportunity: { status: 'hidden' } }
  await ines.json('PATCH', `/roles/${role}`, { rights: { ...rights, fields } })
  expect(await found()).toEqual([first.id, open.id, last.id])
})

test('the words of a record stand in the index as PostgreSQL would have put them, however many, long or foreign', async () => {
  const world = await openWorld()
  const ana = await browserOf(world, 'ana')
  const plain = [
    '3rd hall, 1e5 & "quoted" :A \\ \'s',
    'oven '.repeat(250),
    Array.from({ length: 800 }, (_, i) => `w${i}`).join(' '),
  ]
  for (const preferences of plain) {
    const { id } = await ana.json<AnyRecord>('POST', '/accounts', { name: "Tallinn's 'bakery' 12b", preferences })
    const rows = await asOwner(world.ownerUrl, async (client) => {
      const words = preferences.match(/[a-z0-9]+/gi)?.join(' ')
      const { rows } = await client.query(
        `select tsv::text as kept, (setweight(to_tsvector('simple', 'tallinn s bakery 12b'), 'A')
          || setweight(to_tsvector('simple', $2), 'C'))::text as made from tendero.search_document where record_id = $1`,
        [id, words],
      )
      return rows
    })
    expect(rows[0].kept === rows[0].made, preferences.slice(0, 40)).toBe(true)
  }
  const long = 'x'.repeat(3_000)
  const { id } = await ana.json<AnyRecord>('POST', '/accounts', {
    name: 'Oven',
    preferences: `中文 दुकान Ñandú ${long} 😀 ${'oven '.repeat(400)}`,
  })
  for (const text of ['中', 'दुकान', 'nandu', long.slice(0, 400)])
    expect(
      (await ana.json<{ items: readonly SearchHit[] }>('GET', `/search?q=${encodeURIComponent(text)}`)).items,
    ).toMatchObject([{ id }])
})
