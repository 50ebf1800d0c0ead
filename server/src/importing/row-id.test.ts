import { isId } from '@tendero/model'
import { validate, version } from 'uuid'
import { expect, test } from 'vitest'
import { newId } from '../kernel/identity.ts'
import { rowId } from './row-id.ts'

test('each row of each operation has an id of its own, which grows', () => {
  const [one, other] = [newId(), newId()]
  const ids = [1, 2, 31, 32, 33, 1_000_000].map((row) => rowId(one, row))
  expect(ids.every((id) => isId(id) && validate(id) && version(id) === 7)).toBe(true)
  expect(new Set([...ids, ...[1, 2, 3].map((row) => rowId(other, row))]).size).toBe(9)
  expect(rowId(one, 7)).toBe(rowId(one, 7))
  expect(rowId(one, 1) < rowId(one, 64)).toBe(true)
})
