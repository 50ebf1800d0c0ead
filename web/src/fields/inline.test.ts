import { fieldTypes } from '@tendero/model'
import { expect, test } from 'vitest'
import { kindOf } from './index.ts'

test('every kind that a person fills in is edited in the cells of lists', () => {
  const filledIn = [...fieldTypes.values()].filter((type) => type.custom && !type.derive && !type.numbered)
  expect(filledIn.length).toBeGreaterThan(15)
  expect(filledIn.filter((type) => !kindOf(type).inline).map(({ kind }) => kind)).toEqual([])
})

test('what the program writes or what is plumbing is not', () => {
  expect([...fieldTypes.values()].filter((type) => !kindOf(type).inline).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['autoNumber', 'document']),
  )
})
