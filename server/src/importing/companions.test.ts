import { expect, test } from 'vitest'
import { noteSubject, readPoints, writePoints } from './companions.ts'

test.each([
  ['612 345 678 (Work)', [{ value: '612 345 678', label: 'Work' }]],
  [
    'a@b.ee\n\nc@d.ee (Home, Fax)',
    [
      { value: 'a@b.ee', label: null },
      { value: 'c@d.ee', label: 'Home, Fax' },
    ],
  ],
  ['(905) 555-1234 (Home)', [{ value: '(905) 555-1234', label: 'Home' }]],
  ['', []],
])('%j holds %j', (text, points) => {
  expect(readPoints(text)).toEqual(points)
  expect(readPoints(writePoints(points))).toEqual(points)
})

test('a label with brackets does not end early', () => {
  expect(readPoints(writePoints([{ value: 'a', label: 'his (old)' }]))).toEqual([{ value: 'a', label: 'his  old' }])
})

test('a note is called by its first line', () => {
  expect(noteSubject('Likes tea\nand cake')).toBe('Likes tea')
  expect(noteSubject('a'.repeat(100))).toBe(`${'a'.repeat(79)}…`)
})
