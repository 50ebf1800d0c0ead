import { expect, test } from 'vitest'
import { completionsAt, type Suggestion } from './formula-scope.ts'

const suggestions: readonly Suggestion[] = [
  { text: 'amount', label: 'Importe' },
  { text: 'account.name', label: 'Cuenta › Nombre' },
  { text: 'closeOn', label: 'Fecha de cierre' },
  { text: 'abs(', label: '' },
]
const texts = (formula: string, place = formula.length) => {
  const { from, found } = completionsAt(formula, place, suggestions)
  return [from, ...found.map(({ text }) => text)]
}

test('a name that is being written is completed, by its beginning or by a word of its label', () => {
  expect(texts('round(am')).toEqual([6, 'amount'])
  expect(texts('a')).toEqual([0, 'amount', 'account.name', 'abs(', 'closeOn'])
  expect(texts('1 + account.n')).toEqual([4, 'account.name'])
  expect(texts('cierre')).toEqual([0, 'closeOn'])
  expect(texts('am + 1', 2)).toEqual([0, 'amount'])
})

test('nothing is suggested where no name is written, or it is whole', () => {
  expect(texts('amount')).toEqual([0])
  expect(texts('amount + ')).toEqual([9])
  expect(texts('"am')).toEqual([1])
  expect(texts('12')).toEqual([2])
  expect(texts('"x" & am')).toEqual([6, 'amount'])
})
