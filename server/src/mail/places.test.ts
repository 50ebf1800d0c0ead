import { expect, test } from 'vitest'
import { openPlaces } from './places.ts'

/** Work that ends when it is told. */
function openWork() {
  const began: string[] = []
  const ends = new Map<string, { resolve(): void; reject(error: Error): void }>()
  return {
    began,
    end: (name: string) => ends.get(name)?.resolve(),
    fail: (name: string) => ends.get(name)?.reject(new Error(name)),
    work: (name: string) => {
      began.push(name)
      return new Promise<void>((resolve, reject) => ends.set(name, { resolve, reject }))
    },
  }
}

test('two workspaces send at once; others are put off, and go as soon as one has ended', async () => {
  const places = openPlaces()
  const { began, end, work } = openWork()
  const first = places.take('a', work)
  const second = places.take('b', work)
  await Promise.all([places.take('c', work), places.take('d', work), places.take('c', work)])
  expect(began).toEqual(['a', 'b'])
  end('a')
  await expect.poll(() => began).toEqual(['a', 'b', 'c'])
  end('c')
  await expect.poll(() => began).toEqual(['a', 'b', 'c', 'd'])
  end('d')
  await first
  end('b')
  await second
})

test('what fails gives its place back, and those put off go with the next', async () => {
  const places = openPlaces()
  const { began, end, fail, work } = openWork()
  const [first, second] = [places.take('a', work), places.take('b', work)]
  await places.take('c', work)
  fail('a')
  await expect(first).rejects.toThrow('a')
  const third = places.take('d', work)
  await expect.poll(() => began).toEqual(['a', 'b', 'c'])
  end('c')
  await expect.poll(() => began).toEqual(['a', 'b', 'c', 'd'])
  end('d')
  end('b')
  await Promise.all([second, third])
})
