import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { SheetCell } from '@tendero/model'
import { expect, test } from 'vitest'
import { suiteFolder } from '../../../test/suite-folder.ts'
import { numberKind } from './number-format.ts'
import { openWorkbook } from './read-workbook.ts'
import { serialOf, serialText } from './serial-date.ts'
import { sheetNames } from './workbook-xml.ts'
import { columnLetters, workbookStream } from './write-workbook.ts'

const folder = suiteFolder()

async function readBack(cells: readonly SheetCell[]): Promise<readonly string[]> {
  const file = join(folder, 'a.xlsx')
  await pipeline(workbookStream([{ name: 'A', heads: ['head'], rows: [cells] }]), createWriteStream(file))
  const workbook = await openWorkbook(file)
  const rows: (readonly string[])[] = []
  for await (const batch of workbook.rows('A')) rows.push(...batch.map((row) => row.cells))
  workbook.close()
  expect(rows[0]).toEqual(['head'])
  return rows[1] ?? []
}

test.each<[SheetCell, string]>([
  [{ kind: 'text', text: ' a & b <c> "d" \n e ' }, ' a & b <c> "d" \n e '],
  [{ kind: 'text', text: '=1+1' }, '=1+1'],
  [{ kind: 'text', text: '_x0041_ \x07 \r' }, '_x0041_ \x07 \r'],
  [{ kind: 'text', text: '東京 😀' }, '東京 😀'],
  [{ kind: 'text', text: 'half \ud83d' }, 'half \ud83d'],
  [{ kind: 'text', text: 'a'.repeat(40_000) }, 'a'.repeat(32_767)],
  [{ kind: 'number', value: '-12.50' }, '-12.5'],
  [{ kind: 'number', value: '0.00000001' }, '0.00000001'],
  [{ kind: 'number', value: '123456789012345678.123456' }, '123456789012345678.123456'],
  [{ kind: 'amount', value: '1054.00' }, '1054'],
  [{ kind: 'percent', value: 12.5 }, '12.5%'],
  [{ kind: 'percent', value: 7 }, '7%'],
  [{ kind: 'boolean', value: false }, 'false'],
  [{ kind: 'date', day: '2026-03-31' }, '2026-03-31'],
  [{ kind: 'date', day: '1850-01-01' }, '1850-01-01'],
  [{ kind: 'date_time', local: '2026-03-31T09:30:15' }, '2026-03-31T09:30:15'],
  [{ kind: 'duration', seconds: 90_061 }, '25:01:01'],
])('%j is read back as it was written', async (cell, text) => {
  expect(await readBack([null, cell])).toEqual(['', text])
})

test('an error among the rows is the error of the file', async () => {
  function* rows(): Generator<readonly SheetCell[]> {
    yield [{ kind: 'text', text: 'a' }]
    throw new Error('no more')
  }
  const file = pipeline(
    workbookStream([{ name: 'A', heads: [], rows: rows() }]),
    createWriteStream(join(folder, 'b.xlsx')),
  )
  await expect(file).rejects.toThrow('no more')
})

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (index, letters) => {
  expect(columnLetters(index)).toBe(letters)
})

test('sheets have names that a workbook takes', () => {
  expect(sheetNames(['A/B', 'a b', "'x'", '', 'a'.repeat(40)])).toEqual([
    'A B',
    'a b (2)',
    'x',
    'Sheet',
    'a'.repeat(31),
  ])
})

test.each([
  [0, undefined, 'number'],
  [4, undefined, 'number'],
  [10, undefined, 'percent'],
  [14, undefined, 'date'],
  [22, undefined, 'date_time'],
  [46, undefined, 'time'],
  [164, 'General', 'number'],
  [164, '#,##0.00 "days"', 'number'],
  [164, '[$€-x-euro2] #,##0.00', 'number'],
  [164, '[Red]0.00E+00', 'number'],
  [164, '0.0%', 'percent'],
  [164, 'dd/mm/yyyy', 'date'],
  [164, '[$-F800]dddd\\, mmmm dd\\, yyyy', 'date'],
  [164, 'mmm', 'date'],
  [164, 'mm:ss', 'time'],
  [164, '[h]:mm', 'time'],
  [164, 'h:mm AM/PM', 'time'],
  [164, 'yyyy-mm-dd"T"hh:mm', 'date_time'],
  [164, '0;yyyy', 'number'],
] as const)('numbers of format %i %j are a %s', (id, code, kind) => {
  expect(numberKind(id, code)).toBe(kind)
})

test.each([
  [1, 'date', 1900, '1900-01-01'],
  [59, 'date', 1900, '1900-02-28'],
  [60, 'date', 1900, '1900-02-29'],
  [61, 'date', 1900, '1900-03-01'],
  [0, 'date', 1904, '1904-01-01'],
  [44_035.375, 'date_time', 1900, '2020-07-23T09:00:00'],
  [44_035.999_999, 'date_time', 1900, '2020-07-24T00:00:00'],
  [44_035.375, 'date', 1900, '2020-07-23'],
  [0.0625, 'time', 1900, '1:30:00'],
  [1.5, 'time', 1900, '36:00:00'],
  [-1, 'date', 1900, undefined],
  [1e9, 'date', 1900, undefined],
] as const)('the number %d as %s from %d is %s', (serial, kind, system, text) => {
  expect(serialText(serial, kind, system)).toBe(text)
})

test('a day and its number are the same', () => {
  expect(serialOf(new Date('2020-07-23T09:00:00Z'))).toBe(44_035.375)
})
