import { expect, test } from 'vitest'
import { type Passage, pastEntries } from './past-entries.ts'

const passage = (id: string, enteredAt: number, leftAt: number | null): Passage => ({ id, enteredAt, leftAt })

test.each([
  [
    'the present, told too, replaces what was assumed',
    [
      [1, 5],
      [5, null],
    ],
    [[1, null]],
    ['0'],
    [],
  ],
  [
    'the present, not told, begins when what was told ends',
    [
      [1, 5],
      [5, 9],
    ],
    [[1, null]],
    [],
    [['0', 9, null]],
  ],
  [
    'a closed deal: the open time goes, the end stays',
    [
      [1, 4],
      [4, 9],
    ],
    [
      [1, 9],
      [9, null],
    ],
    ['0'],
    [],
  ],
  [
    'what was assumed before keeps its beginning',
    [[5, 9]],
    [
      [1, 7],
      [9, null],
    ],
    [],
    [['0', 1, 5]],
  ],
  [
    'what lies apart stays',
    [[5, 9]],
    [
      [1, 5],
      [9, null],
    ],
    [],
    [],
  ],
  [
    'gaps of what was told count as told',
    [
      [1, 2],
      [8, 9],
    ],
    [
      [3, 4],
      [9, null],
    ],
    ['0'],
    [],
  ],
] as const)('%s', (_, told, assumed, removed, cut) => {
  const plan = pastEntries(
    told.map(([from, to], index) => passage(`told ${index}`, from, to)),
    assumed.map(([from, to], index) => passage(String(index), from, to)),
  )
  expect(plan.removed).toEqual(removed)
  expect(plan.cut.map((one) => [one.id, one.enteredAt, one.leftAt])).toEqual(cut)
})
