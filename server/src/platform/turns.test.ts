import { setImmediate as soon } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTurns } from './turns.ts'

const { signal } = new AbortController()

test('so much runs at once, the rest waits in order, and too much is refused', async () => {
  const turns = openTurns(2, 2)
  const [first, second] = [await turns.take('ana', signal), await turns.take('ana', signal)]
  const order: string[] = []
  const noted = async (name: string) => {
    const end = await turns.take('ana', signal)
    order.push(name)
    return end
  }
  const [third, fourth] = [noted('third'), noted('fourth')]
  expect(await turns.take('ana', signal)).toBeUndefined()
  expect(turns.counts()).toEqual({ running: 2, waiting: 2 })
  await soon()
  expect(order).toEqual([])
  first?.()
  first?.()
  await soon()
  expect(order).toEqual(['third'])
  second?.()
  for (const end of [await third, await fourth]) end?.()
  expect(order).toEqual(['third', 'fourth'])
  expect(turns.counts()).toEqual({ running: 0, waiting: 0 })
})

test('nobody waits for another', async () => {
  const turns = openTurns(1, 0)
  await turns.take('ana', signal)
  expect(await turns.take('ana', signal)).toBeUndefined()
  expect(await turns.take('bo', signal)).toBeDefined()
})

test('who goes away waits no longer, and the next has the turn', async () => {
  const turns = openTurns(1, 5)
  const end = await turns.take('ana', signal)
  const leaving = new AbortController()
  const left = turns.take('ana', leaving.signal)
  const next = turns.take('ana', signal)
  leaving.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  end?.()
  expect(await next).toBeDefined()
  expect(turns.counts()).toEqual({ running: 1, waiting: 0 })
})
