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
