import { expect, test } from 'vitest'
import { lineTotal } from './line-total.ts'

test.each([
  ['1', '550', null, 'EUR', 550_00],
  ['3', '0.335', null, 'EUR', 101],
  ['3', '0.335', '0', 'EUR', 101],
  ['1', '0.005', null, 'EUR', 1],
  ['1', '0.004999', null, 'EUR', 0],
  ['2.5', '10.01', '10', 'EUR', 22_52],
  ['1', '99.99', '100', 'EUR', 0],
  ['-1', '0.005', null, 'EUR', -1],
  ['7', '1.5', null, 'JPY', 11],
  ['1', '1.0005', null, 'KWD', 1_001],
  ['1', '1000', '33.3333', 'EUR', 666_67],
  [null, '12.5', null, 'EUR', 12_50],
])('%s × %s less %s per cent in %s is %i', (quantity, unitPrice, discount, currency, minor) => {
  expect(lineTotal({ quantity, unitPrice, discount }, currency)).toBe(minor)
})

test.each([
  ['1', null, null],
  ['two', '5', null],
  ['1', '5', 'half'],
])('%s × %s less %s comes to nothing known', (quantity, unitPrice, discount) => {
  expect(lineTotal({ quantity, unitPrice, discount }, 'EUR')).toBeUndefined()
})
