import { expect } from 'vitest'

/** As part of an address; halves of characters become replacement characters. */
export const inAddress = (word: unknown) => new URLSearchParams({ w: String(word) }).toString().slice(2)

/** A filter as part of an address. */
export const query = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

/** Work on many things, eight at a time: a process has ten connections. */
export async function eachOf<T>(things: readonly T[], work: (one: T, index: number) => Promise<void>): Promise<void> {
  let next = 0
  const walk = async () => {
    while (next < things.length) {
      const index = next
      next += 1
      await work(things[index] as T, index)
    }
  }
  await Promise.all(Array.from({ length: 8 }, walk))
}

/** Texts that programs stumble over, wherever one is expected. */
export const texts: readonly unknown[] = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '%00',
  "'; drop table account; --",
  '\\',
  '%',
  'x'.repeat(600),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
]
/** What stands where something else is expected. */
export const wrongs: readonly unknown[] = [
  ...texts,
  null,
  true,
  0,
  -1,
  1e308,
  -1e21,
  Number.MAX_SAFE_INTEGER,
  -0.5,
  [],
  [[]],
  [null],
  ['a', 'b'],
  ['\u0000'],
  {},
  { __proto__: null, minor: '1' },
  { minor: 9e15, currency: 'EUR' },
  { minor: 1, currency: 'eur' },
  { minor: 1, currency: '\u0000\u0000\u0000' },
  '0000-00-00',
  '0001-01-01',
  '9999-12-31',
  '-0001-01-01',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-12:00',
  '2020-01-01T00:00:00+99:99',
  'today+9999',
  'today-9999',
  'last_9999_days',
  'next_9999_days',
  'past',
  'future',
  'me',
  'my_team',
]

/** Nothing broke: what is refused is refused as a problem with a code. */
export async function refusedOrFine(answer: Response, what: unknown): Promise<void> {
  // Events go on until somebody ends them.
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.body?.cancel()
  const text = await answer.text()
  expect([what, answer.status < 500, answer.status < 500 ? '' : text]).toEqual([what, true, ''])
  if (answer.status < 400) return
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(JSON.parse(text)).toMatchObject({ status: answer.status, code: expect.stringMatching(/^[a-z_]+$/) })
}

/** Brackets within brackets. */
export const deep = (levels: number, open: string, close: string, core = '1') =>
  open.repeat(levels) + core + close.repeat(levels)
