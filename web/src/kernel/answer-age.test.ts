import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { answeredAt, noteAge, withAge } from './answer-age.ts'

const opened = () => new QueryClient({ defaultOptions: { queries: { structuralSharing: withAge } } })

function seenAt(at: number, answer: object): object {
  noteAge(answer, at)
  return answer
}

const name = (text: string) => ({ items: [{ name: text }] })

test.each([
  ['is the same as that of before', name('Sol')],
  ['is another than that of before', name('Mar')],
])('an answer that was kept tells its age where it %s', async (_, kept) => {
  const client = opened()
  const ask = (answer: object) => client.fetchQuery({ queryKey: ['list'], queryFn: async () => answer })
  await ask(name('Sol'))
  expect(answeredAt(client.getQueryData(['list']))).toBeUndefined()
  await ask(seenAt(1_000, kept))
  expect(answeredAt(client.getQueryData(['list']))).toBe(1_000)
  await ask(seenAt(2_000, structuredClone(kept)))
  expect(answeredAt(client.getQueryData(['list']))).toBe(2_000)
  await ask(structuredClone(kept))
  expect(answeredAt(client.getQueryData(['list']))).toBeUndefined()
})

test('pages are as old as the oldest of them', async () => {
  const client = opened()
  let pages = [name('Sol'), name('Mar')]
  const observer = new InfiniteQueryObserver(client, {
    queryKey: ['list'],
    initialPageParam: 0,
    queryFn: async ({ pageParam }) => pages[pageParam],
    getNextPageParam: (_, all) => all.length,
  })
  await observer.fetchNextPage()
  await observer.fetchNextPage()
  expect(answeredAt(client.getQueryData(['list']))).toBeUndefined()
  pages = [name('Sol'), name('Mar')].map((page, index) => seenAt(2_000 - index, page) as typeof page)
  await observer.refetch()
  expect(answeredAt(client.getQueryData(['list']))).toBe(1_999)
})

test('what came over the network keeps the objects that are as before', async () => {
  const client = opened()
  const ask = (answer: object) => client.fetchQuery({ queryKey: ['list'], queryFn: async () => answer })
  await ask(name('Sol'))
  const first = client.getQueryData(['list'])
  await ask(name('Sol'))
  expect(client.getQueryData(['list'])).toBe(first)
})
