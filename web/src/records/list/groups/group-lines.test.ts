import { expect, test } from 'vitest'
import { groupLines, type LoadedRows } from './group-lines.ts'

const group = (id: string, count: number) => ({ id, key: id, title: id, count, sums: {}, query: {} })
const record = (id: string) => ({ id, version: 1, createdAt: '', updatedAt: '' })

const few: LoadedRows = { rows: [record('1'), record('2')], more: false, failed: false }
const some: LoadedRows = { rows: [record('1'), record('2')], more: true, failed: false }

test.each([
  ['folded, it is its head', false, 9, few, ['head']],
  ['with nothing loaded, its rows are waited for', true, 3, undefined, ['head', 'waiting', 'waiting', 'waiting']],
  ['with everything loaded, nothing more is', true, 2, few, ['head', 'row', 'row']],
  ['what is loaded knows better than the count that there is no more', true, 9, few, ['head', 'row', 'row']],
  ['and that there is', true, 1, some, ['head', 'row', 'row', 'waiting']],
  ['what could not be loaded says so', true, 9, { ...some, failed: true }, ['head', 'row', 'row', 'failed']],
] as const)('a group: %s', (_, open, count, loaded, kinds) => {
  const lines = groupLines(
    { groups: [group('a', count)], rest: 'none' },
    () => open,
    () => loaded,
  )
  expect(lines.map(({ kind }) => kind)).toEqual(kinds)
})

test('of a very large group no more rows are laid out than one could wait for', () => {
  const lines = groupLines(
    { groups: [group('a', 10_000), group('b', 1)], rest: 'none' },
    ({ id }) => id === 'a',
    () => undefined,
  )
  expect(lines.length).toBe(1 + 2_000 + 1)
})

test.each([
  ['are read, they are waited for', 'waiting', false],
  ['could not be read, that is said', 'failed', true],
] as const)('behind the groups, while further ones %s', (_, rest, failed) => {
  const lines = groupLines(
    { groups: [group('a', 1)], rest },
    () => false,
    () => undefined,
  )
  expect(lines.map(({ kind }) => kind)).toEqual(['head', 'rest'])
  expect(lines.at(-1)).toEqual({ kind: 'rest', failed })
})
