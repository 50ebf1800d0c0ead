import { expect, test } from 'vitest'
import { pastedRows } from './pasted-rows.ts'

test('rows fill the columns from where they are pasted', () => {
  expect(pastedRows('GTX Pro\t\t2\t4821,50 €\t10 %\nMG Special\t\t12\t1.055\n', 'product', 'es')).toEqual([
    { product: 'GTX Pro', quantity: '2', unitPrice: '4821.50', discount: '10' },
    { product: 'MG Special', quantity: '12', unitPrice: '1055' },
  ])
  expect(pastedRows('2\t$4,821.50\n3\t55', 'quantity', 'en')).toEqual([
    { quantity: '2', unitPrice: '4821.50' },
    { quantity: '3', unitPrice: '55' },
  ])
})

test('a row of headings is left out', () => {
  expect(pastedRows('Producto\tTexto\tCantidad\nGTX Pro\t\t2', 'product', 'es')).toEqual([
    { product: 'GTX Pro', quantity: '2' },
  ])
})

test('without headings a wrong figure only leaves its cell empty', () => {
  expect(pastedRows('GTX Pro\t\tmany\nMG Special\t\tfew', 'product', 'en')).toEqual([
    { product: 'GTX Pro' },
    { product: 'MG Special' },
  ])
})

test('a column of names is several rows', () => {
  expect(pastedRows('GTX Pro\r\nMG Special\r\n', 'product', 'en')).toEqual([
    { product: 'GTX Pro' },
    { product: 'MG Special' },
  ])
})

test('one value alone is left to the cell', () => {
  expect(pastedRows('GTX Pro', 'product', 'en')).toBeUndefined()
})
