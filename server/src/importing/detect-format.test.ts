import { describe, expect, test } from 'vitest'
import { detectFormat, foldedWord, habitOf } from './detect-format.ts'

const spanish = habitOf('ES')
const american = habitOf('US')
const of = (text: string, habit = spanish) => detectFormat(text, 'utf-8', habit)

test.each([
  ['ES', ',', 'dmy'],
  ['EE', ',', 'dmy'],
  ['US', '.', 'mdy'],
  ['GB', '.', 'dmy'],
  ['MX', '.', 'dmy'],
  ['JP', '.', 'ymd'],
])('people in %s write %s and %s', (country, decimal, dateOrder) => {
  expect(habitOf(country)).toEqual({ decimal, dateOrder })
})

describe('the delimiter', () => {
  test.each([
    ['a,b\n1,2', ','],
    ['a;b\n"1,5";2\n"2,5";3', ';'],
    ['a;b\n1,5;2,5\n2,5;3,5', ';'],
    ['a\tb c\n1\t2 d', '\t'],
    ['a|b\n1|2', '|'],
    ['name\nAna\nBo', ','],
    ['"a;b",c\n"d;e",f\n"g;h",i', ','],
  ])('of %j is %j', (text, delimiter) => expect(of(text).delimiter).toBe(delimiter))
})

describe('the quote', () => {
  test('is the double one unless single ones stand where it would', () => {
    expect(of('a,b\n"x",1').quote).toBe('"')
    expect(of("a,b\n'x, y',1\n'z',2\n'w',3").quote).toBe("'")
    expect(of("a,b\nO'Neill,1\nD'Arcy,2").quote).toBe('"')
  })
})

describe('the header', () => {
  test.each([
    ['name,amount\nAna,5', true],
    ['Ana,5\nBo,6', false],
    ['2024-01-01,x\n2024-01-02,y', false],
    ['ana@example.com,x', false],
    ['a,a\nb,c', false],
    ['id,name', true],
  ])('of %j is there: %s', (text, header) => expect(of(text).header).toBe(header))

  test('is there for sure when a word of the object heads a column', () => {
    expect(detectFormat('Nimi,2024\nAna,5', 'utf-8', spanish, new Set(['nimi'])).header).toBe(true)
  })
})

describe('the decimal sign', () => {
  test.each([
    ['n\n1.234,50', ','],
    ['n\n"1,234.50"', '.'],
    ['n;m\n12,5;x', ','],
    ['n\n12.5', '.'],
    ['n\n1.234.567', ','],
    ['n\n1.234', ','],
    ['n\n0.500', '.'],
    ['n;m\n5 €;x', ','],
    ['n;m\n"12,50 €";x', ','],
    ['n\n192.168.0.1', ','],
  ])('of %j is %j for a Spaniard', (text, decimal) => expect(of(text).decimal).toBe(decimal))

  test('that may be either is the habit of the workspace', () => {
    expect(of('n\n1.234\n2.345', american).decimal).toBe('.')
    expect(of('n;m\n1,234;x', spanish).decimal).toBe(',')
  })
})

describe('the order of dates', () => {
  test.each([
    ['d\n31/12/2024\n01/02/2024', 'dmy'],
    ['d\n12/31/2024\n01/02/2024', 'mdy'],
    ['d\n2024-12-31', 'ymd'],
    ['d\n2024-12-31 10:00', 'ymd'],
    ['d;e\n2024-12-31;3.4.2024', 'dmy'],
    ['d\n31.12.24', 'dmy'],
  ])('of %j is %s', (text, order) => expect(of(text).dateOrder).toBe(order))

  test('that may be either is the habit of the workspace', () => {
    expect(of('d\n01/02/2024', american).dateOrder).toBe('mdy')
    expect(of('d\n01/02/2024', spanish).dateOrder).toBe('dmy')
  })
})

test('words are compared without accents, case and signs', () => {
  expect(foldedWord(' Código-Postal (España) ')).toBe('codigopostalespana')
  expect(foldedWord('deal_stage')).toBe('dealstage')
})
