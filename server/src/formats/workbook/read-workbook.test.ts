import { existsSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { processorClock } from '../../../test/processor-clock.ts'
import { suiteFolder } from '../../../test/suite-folder.ts'
import { cellsOf, workbookParts, writeZip } from '../../../test/workbook.ts'
import { openWorkbook } from './read-workbook.ts'

const folder = suiteFolder()

let files = 0
const written = (...given: Parameters<typeof workbookParts>) => {
  files += 1
  return writeZip(join(folder, `${files}.xlsx`), workbookParts(...given))
}

describe('a workbook of the reference data', () => {
  const reference = join(process.env.TENDERO_REFERENCE_DATA ?? '', '09-interop', 'spreadsheets')
  const skip = !existsSync(reference)

  test.skipIf(skip).each(['1904__1900.xlsx', '1904__1904.xlsx'])(
    '%s has the dates that its formulas name',
    async (name) => {
      const rows = await cellsOf(join(reference, name))
      expect(rows).toHaveLength(5)
      for (const [, day, text, same] of rows) expect([day, same]).toEqual([text, text])
    },
  )

  test.skipIf(skip)('counts the same serial number from 1900 or from 1904', async () => {
    const [from1900, from1904] = await Promise.all(
      ['1904__1900.xlsx', '1904__1904.xlsx'].map((name) => cellsOf(join(reference, name))),
    )
    expect([from1900?.[4], from1904?.[4]].map((row) => row?.slice(0, 2))).toEqual([
      ['11111', '1930-06-02'],
      ['11111', '1934-06-03'],
    ])
  })

  test.skipIf(skip)('says the same as its CSV', async () => {
    const rows = await cellsOf(join(reference, 'Attendance.xlsx'))
    expect(rows).toHaveLength(25)
    expect(rows[0]?.slice(0, 3)).toEqual(['Date', 'Ben \nAshley', 'Tom Brooks'])
    expect(rows[1]).toEqual(['2020-10-01', 'false', 'true', 'true', 'true', 'true', 'true', 'false', 'true'])
  })

  test.skipIf(skip)('tells numbers, dates and percentages by their format', async () => {
    expect(await cellsOf(join(reference, 'DataTypesFormats.xlsx'))).toEqual([
      ['Date', '2020-07-23'],
      ['Date Time', '2020-07-23T09:00:00'],
      ['Currency', '123'],
      ['Percentage', '98.76%'],
      ['Fixed Decimal', '456'],
      ['Thousands Separator', '7890'],
    ])
    const numbers = await cellsOf(join(reference, 'LONumbers.xlsx'))
    expect(numbers).toHaveLength(38)
    expect(numbers[0]).toEqual([
      'General',
      '1',
      '-1.2',
      '12.3',
      '-12.34',
      '123.45',
      '-123.456',
      '1234.567',
      '-1234.5678',
      '12345.6789',
    ])
  })
})

describe('cells', () => {
  test('are read by their type, formulas by their result', async () => {
    const path = await written(
      `<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><r><t>in </t></r><r><t>line</t></r></is></c>
       <c t="str"><f>A1</f><v>result</v></c><c><f>1/3</f><v>0.33333333333333331</v></c><c t="b"><v>1</v></c>
       <c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="d"><v>2026-03-31T00:00:00</v></c><c><v>1.0000000000000001E-5</v></c><c/></row></sheetData>`,
      {
        'xl/sharedStrings.xml':
          '<sst><si><r><t>東</t></r><r><t>京</t></r><rPh><t>トウキョウ</t></rPh></si><si><t>a_x000D_b &amp; c</t></si></sst>',
      },
    )
    expect(await cellsOf(path)).toEqual([
      ['東京', 'a\rb & c', 'in line', 'result', '0.333333333333333', 'true', '#DIV/0!', '2026-03-31', '0.00001'],
    ])
  })

  test('stand where they say, and rows that hold nothing do not count', async () => {
    const path = await written(
      '<sheetData><row r="3"><c r="B3"><v>1</v></c><c r="D3"><v>2</v></c></row><row r="1048576"><c r="A1048576"/></row></sheetData>',
    )
    expect(await cellsOf(path)).toEqual([['', '1', '', '2']])
  })

  test('that are merged downwards all have the value', async () => {
    const path = await written(
      `<sheetData><row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>
       <row r="3"><c r="A3"/><c r="B3"><v>3</v></c></row><row r="4"><c r="B4"><v>4</v></c></row></sheetData>
       <mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B4:D4"/></mergeCells>`,
    )
    expect(await cellsOf(path)).toEqual([
      ['7', '1'],
      ['7', '2'],
      ['7', '3'],
      ['', '4'],
    ])
  })

  test('are found whatever prefix the elements have', async () => {
    const path = await written('', {
      'xl/worksheets/sheet1.xml':
        '<x:worksheet xmlns:x="a"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    })
    expect(await cellsOf(path)).toEqual([['1']])
  })
})

test('hidden sheets and charts are left out', async () => {
  const type = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
  const path = await written('<sheetData/>', {
    'xl/workbook.xml':
      '<workbook xmlns:rel="r"><sheets><sheet name="Hidden" state="hidden" rel:id="a"/><sheet name="Chart" rel:id="b"/><sheet name="Shown" rel:id="c"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="a" Type="${type}/worksheet" Target="/xl/worksheets/sheet1.xml"/>
      <Relationship Id="b" Type="${type}/chartsheet" Target="chart.xml"/><Relationship Id="c" Type="${type}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/chart.xml': '<chartsheet/>',
  })
  const workbook = await openWorkbook(path)
  expect(workbook.sheets).toEqual(['Shown'])
  workbook.close()
})

describe('a file that would take all memory is refused', () => {
  const pieces = (piece: string, count: number) =>
    function* () {
      for (let i = 0; i < count; i += 1) yield piece
    }
  const inside = (before: string, piece: string, count: number, after: string) =>
    function* () {
      yield before
      yield* pieces(piece, count)()
      yield after
    }
  const million = 'a'.repeat(1_000_000)

  test.each([
    [
      'texts without end',
      () =>
        written('<sheetData/>', {
          'xl/sharedStrings.xml': inside('<sst>', `<si><t>${million}</t></si>`, 300, '</sst>'),
        }),
      'workbook_too_large',
    ],
    [
      'a cell without end',
      () => written(inside('<sheetData><row><c t="str"><v>', million, 300, '</v></c></row></sheetData>')),
      'unreadable_workbook',
    ],
    [
      'too many rows',
      () => written(inside('<sheetData>', '<row><c><v>1</v></c></row>'.repeat(1_000), 101, '</sheetData>')),
      'too_many_rows',
    ],
    [
      'empty rows without end',
      () => written(inside('<sheetData>', '<row/>'.repeat(10_000), 200, '</sheetData>')),
      'unreadable_workbook',
    ],
    [
      'a cell far to the right',
      () => written('<sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData>'),
      'too_many_columns',
    ],
    [
      'an entity that grows',
      () =>
        written('', {
          'xl/worksheets/sheet1.xml':
            '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>',
        }),
      'unreadable_workbook',
    ],
    [
      'tags within tags without end',
      () => written(inside('<sheetData>', '<a>'.repeat(10_000), 500, '')),
      'unreadable_workbook',
    ],
    [
      'a long text that every cell shares',
      () =>
        written(inside('<sheetData><row>', '<c t="s"><v>0</v></c>'.repeat(100), 20, '</row></sheetData>'), {
          'xl/sharedStrings.xml': inside('<sst><si><t>', `${million}<i/>`, 20, '</t></si></sst>'),
        }),
      'workbook_too_large',
    ],
    [
      'styles without end',
      () =>
        written('<sheetData/>', { 'xl/styles.xml': inside('<styleSheet>', `<a>${million}</a>`, 20, '</styleSheet>') }),
      'workbook_too_large',
    ],
  ])('%s', { timeout: 60_000 }, async (_what, make, code) => {
    const path = await make()
    const idle = process.memoryUsage.rss()
    await expect(cellsOf(path)).rejects.toMatchObject({ status: 422, code })
    expect(process.memoryUsage.rss() - idle).toBeLessThan(250e6)
  })
})

describe('a file that would take all time', () => {
  const within = async (seconds: number, work: () => Promise<unknown>) => {
    const taken = processorClock()
    await work()
    expect(taken()).toBeLessThan(seconds * 1_000)
  }

  test('has numbers that are all zeros', { timeout: 60_000 }, async () => {
    const path = await written('<sheetData><row><c><v>1e-300000000</v></c><c><v>1e-7</v></c></row></sheetData>')
    await within(2, async () => expect(await cellsOf(path)).toEqual([['0', '0.0000001']]))
  })

  test('has a format of brackets', { timeout: 60_000 }, async () => {
    const path = await written('<sheetData><row><c s="0"><v>1</v></c></row></sheetData>', {
      'xl/styles.xml': `<styleSheet><numFmt numFmtId="164" formatCode="${'['.repeat(200_000)}"/><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`,
    })
    await within(2, async () => expect(await cellsOf(path)).toEqual([['1']]))
  })

  test('merges the same cells again and again', { timeout: 60_000 }, async () => {
    const rows = '<row><c><v>1</v></c></row>'.repeat(20_000)
    const merges = '<mergeCell ref="B1:B1000000"/>'.repeat(20_000)
    const path = await written(`<sheetData>${rows}</sheetData><mergeCells>${merges}</mergeCells>`)
    await within(4, async () => expect(await cellsOf(path)).toHaveLength(20_000))
  })
})

test.each([
  ['an archive of something else', { 'a.txt': 'a' }],
  ['no XML where XML must be', { ...workbookParts('<sheetData>'), 'xl/workbook.xml': 'a' }],
  ['a sheet that breaks off', workbookParts('<sheetData><row><c><v>1')],
])('%s is refused', async (_what, parts) => {
  const path = await writeZip(join(folder, 'odd.xlsx'), parts)
  await expect(cellsOf(path)).rejects.toMatchObject({ status: 422, code: 'unreadable_workbook' })
})

test('a file that was cut off is refused', async () => {
  const path = await written('<sheetData/>')
  truncateSync(path, 200)
  await expect(openWorkbook(path)).rejects.toMatchObject({ status: 422, code: 'unreadable_workbook' })
})
