import type { AnyRecord, SearchHit } from '@tendero/model'
import { expect, test } from 'vitest'
import { browserOf } from '../../test/http.ts'
import { openWorld } from '../../test/world.ts'
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
