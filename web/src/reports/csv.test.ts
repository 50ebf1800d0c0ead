import { expect, test } from 'vitest'
import { csv } from './csv.ts'

test('cells with commas, quotes and line ends are quoted', () => {
  expect(
    csv([
      ['Reason', 'Deals'],
      ['Price, "too dear"', 3],
      ['Two\nlines', null],
    ]),
  ).toBe('\uFEFFReason,Deals\r\n"Price, ""too dear""",3\r\n"Two\nlines",\r\n')
})

test('what would be a formula stays text, and negative numbers stay numbers', () => {
  expect(csv([['=1+1', '@sum', '-x', -5.25]])).toBe("\uFEFF'=1+1,'@sum,'-x,-5.25\r\n")
})
