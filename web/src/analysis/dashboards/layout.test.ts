import type { DashboardTile } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { firstTile, resized } from './layout.ts'

const tile = (id: string): DashboardTile => ({ id, report: 'r', width: 2, height: 2 })

test('a tile is no wider than the grid and no lower than a row', () => {
  expect(resized(tile('a'), { width: 1 })).toMatchObject({ width: 3, height: 2 })
  expect(resized({ ...tile('a'), width: 4 }, { width: 1 })).toMatchObject({ width: 4 })
  expect(resized({ ...tile('a'), height: 1 }, { height: -1 })).toMatchObject({ height: 1 })
})

test('a number begins small, a table wide', () => {
  expect(firstTile('r', 'number', 'a')).toMatchObject({ width: 1, height: 1 })
  expect(firstTile('r', 'table', 'a')).toMatchObject({ width: 4, height: 2 })
})
