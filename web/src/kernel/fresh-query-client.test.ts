import { QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { FreshQueryClient } from './fresh-query-client.ts'

/** A thing on the server that is read slowly: what a read answers is what was so when it began. */
function slowReads() {
  let value = 'old'
  const answers: (() => void)[] = []
  return {
    read: () =>
      new Promise<string>((resolve) => {
        const read = value
        answers.push(() => resolve(read))
      }),
    change: (to: string) => {
      value = to
    },
    waiting: () => answers.length,
    answer: () => answers.shift()?.(),
  }
}

const turn = () => new Promise((resolve) => setTimeout(resolve))

describe('what is invalidated while it is read for the first time', () => {
  it('is read again when it is on the screen', async () => {
    const client = new FreshQueryClient()
    const server = slowReads()
    const observer = new QueryObserver(client, { queryKey: ['thing'], queryFn: server.read, staleTime: 60_000 })
    const leave = observer.subscribe(() => {})
    server.change('new')
    const refreshed = client.invalidateQueries({ queryKey: ['thing'] })
    server.answer()
    await expect.poll(server.waiting).toBe(1)
    server.answer()
    await refreshed
    expect(client.getQueryData(['thing'])).toBe('new')
    leave()
  })

  it('is out of date when it is not', async () => {
    const client = new FreshQueryClient()
    const server = slowReads()
    const read = client.fetchQuery({ queryKey: ['thing'], queryFn: server.read, staleTime: 60_000 })
    server.change('new')
    const refreshed = client.invalidateQueries({ queryKey: ['thing'], refetchType: 'none' })
    server.answer()
    expect(await read).toBe('old')
    await refreshed
    expect(client.getQueryState(['thing'])?.isInvalidated).toBe(true)
    expect(server.waiting()).toBe(0)
  })

  it('leaves other reads under way alone', async () => {
    const client = new FreshQueryClient()
    const server = slowReads()
    const read = client.fetchQuery({ queryKey: ['other'], queryFn: server.read, staleTime: 60_000 })
    await client.invalidateQueries({ queryKey: ['thing'] })
    server.answer()
    expect(await read).toBe('old')
    await turn()
    expect(client.getQueryState(['other'])?.isInvalidated).toBe(false)
  })
})
