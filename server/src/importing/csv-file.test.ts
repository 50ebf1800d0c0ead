import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { CsvFormat } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { referencePath } from '../../../packages/model/test/reference-data.ts'
import { csvLine } from '../kernel/csv-line.ts'
import { csvBatches } from './csv-file.ts'

const format: CsvFormat = {
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  decimal: '.',
  dateOrder: 'ymd',
  header: true,
}

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function rowsOf(content: Buffer | string, changed: Partial<CsvFormat> = {}, chunk = 7) {
  const rows: { number: number; cells: readonly string[] }[] = []
  for await (const batch of csvBatches(chunks(Buffer.from(content), chunk), { ...format, ...changed }, 2)) {
    expect(batch.length).toBeLessThanOrEqual(2)
    rows.push(...batch)
  }
  return rows
}

/** Where the torture set contradicts itself: its JSON has another number, or another line end, than its CSV. */
const slips: Readonly<Record<string, readonly [wrong: string, right: string]>> = {
  'location_coordinates.csv': ['1234567890', '2095257564'],
  'newlines_crlf.csv': ['\\r\\n', '\\n'],
}

describe('the rows of a file', () => {
  test('are numbered from the first after the header', async () => {
    expect(await rowsOf('a,b\n1,2\n\n3,4\r\n5,6\r7')).toEqual([
      { number: 1, cells: ['1', '2'] },
      { number: 2, cells: ['3', '4'] },
      { number: 3, cells: ['5', '6'] },
      { number: 4, cells: ['7'] },
    ])
    expect(await rowsOf('1,2', { header: false })).toEqual([{ number: 1, cells: ['1', '2'] }])
    expect(await rowsOf('a,b\n')).toEqual([])
  })

  test('keep line ends, delimiters and quotes in quotes', async () => {
    const [row] = await rowsOf('a;b\n"x;\n""y""";z\n', { delimiter: ';' })
    expect(row?.cells).toEqual(['x;\n"y"', 'z'])
  })

  test('are read in their encoding, whatever the chunks', async () => {
    for (const size of [1, 2, 3, 64]) {
      const [latin] = await rowsOf(Buffer.from('a\nñandú €', 'latin1'), { encoding: 'windows-1252' }, size)
      expect(latin?.cells[0]?.slice(0, 5)).toBe('ñandú')
      const [wide] = await rowsOf(Buffer.from('\ufeffa\nŠokolaad😀', 'utf16le'), { encoding: 'utf-16le' }, size)
      expect(wide?.cells).toEqual(['Šokolaad😀'])
    }
  })

  test('that end in an open quote fail with the line', async () => {
    await expect(rowsOf('a\n1\n"2\n3\n')).rejects.toMatchObject({ code: 'unreadable_csv', details: { line: 4 } })
  })

  test('stand the torture set', async () => {
    const folder = referencePath('09-interop/csv/csv-spectrum')
    if (!folder) return
    const names = readdirSync(join(folder, 'csvs'))
    expect(names).toHaveLength(12)
    for (const name of names) {
      const bytes = readFileSync(join(folder, 'csvs', name))
      const [head, ...rest] = await rowsOf(bytes, { header: false }, 5)
      const records = rest.map(({ cells }) =>
        Object.fromEntries((head?.cells ?? []).map((column, index) => [column, cells[index]])),
      )
      const expected = readFileSync(join(folder, 'json', `${basename(name, '.csv')}.json`), 'utf8')
      expect([name, records]).toEqual([name, [JSON.parse(expected.replace(...(slips[name] ?? ['', ''])))].flat()])
    }
  })
})

test('a written line is read again as it was', async () => {
  const cells = ['plain', 'with "quotes"', 'a, b', 'two\nlines', ' spaces ', '', '\t', "'"]
  const [row] = await rowsOf(`head\n${csvLine(cells, ',')}`)
  expect(row?.cells).toEqual(cells)
})
