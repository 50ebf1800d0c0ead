import { expect, test } from 'vitest'
import { interestOf, onTimelines, todays } from './interest.ts'

const shown = (queryKey: readonly unknown[], data?: unknown) => ({ queryKey, state: { data } }) as never
const page = (...ids: readonly string[]) => ({ items: ids.map((id) => ({ id })), next: null })

test('a list wants to hear of its object and of the rows that are loaded', () => {
  expect(interestOf([shown(['list', 'lead', {}], { pages: [page('b', 'a'), page('c')] })])).toEqual({
    objects: ['lead'],
    records: { lead: ['a', 'b', 'c'] },
  })
})

test('a record page wants to hear of the record, its timeline, its related lists and sums', () => {
  const interest = interestOf([
    shown(['record', 'account', 'x']),
    shown(['timeline', 'account', 'x', []]),
    shown(['related', 'contact', {}]),
    shown(['aggregate', 'opportunity', {}]),
    shown(['session']),
  ])
  expect(interest.records).toEqual({ account: ['x'] })
  expect(interest.objects).toEqual(['account', 'contact', 'opportunity', ...onTimelines].sort())
})

test('Today wants to hear of what it is made of', () => {
  expect(interestOf([shown(['today'])]).objects).toEqual([...todays].sort())
})

test('of a long list the first rows are asked about', () => {
  const ids = Array.from({ length: 800 }, (_, index) => `id-${String(index).padStart(4, '0')}`)
  expect(interestOf([shown(['list', 'lead', {}], { pages: [page(...ids)] })]).records.lead).toHaveLength(500)
})
